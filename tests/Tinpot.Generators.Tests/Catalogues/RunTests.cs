using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogues;

/// <summary>How executions are run, from the attribute into the descriptor.</summary>
public sealed class RunTests
{
    [Fact]
    public void Timeout_retries_and_isolation_reach_the_descriptor_and_nothing_said_stays_nothing()
    {
        using RunningProgram program = Project.Of("""
            public static class Work
            {
                [Action(TimeoutSeconds = 90, Retries = 2, Isolation = Isolation.InProcess)] public static void Limited() { }
                [Action(Retries = 0, Isolation = Isolation.Process)] public static void Said() { }
                [Action] public static void Plain() { }
            }
            """).Generate().Load();

        Assert.Equal(
            [(TimeSpan.FromSeconds(90), 2, Isolation.InProcess), (null, 0, Isolation.Process), (null, 0, null)],
            new[] { "limited", "said", "plain" }.Select(name => program.Catalog.Find(name)!)
                .Select(action => (action.Timeout, action.Retries, action.Isolation)));
    }

    [Fact]
    public void How_it_is_run_is_no_part_of_the_contract() => Assert.Equal(
        Contract("[Action]"), Contract("[Action(TimeoutSeconds = 90, Retries = 2, Isolation = Isolation.InProcess)]"));

    private static string Contract(string attribute)
    {
        using RunningProgram program = Project.Of($$"""public static class Work { {{attribute}} public static void Run() { } }""").Generate().Load();
        return program.Catalog.Find("run")!.ContractHash;
    }
}
