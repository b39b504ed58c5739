using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogs;

/// <summary>How executions are run, from the attribute into the descriptor.</summary>
public sealed class RunTests
{
    [Fact]
    public void Timeout_retries_and_isolation_reach_the_descriptor_and_nothing_said_stays_nothing()
    {
        using RunningProgram program = Project.Of("""
            public static class Work
            {
                [Action(Timeout = "1m30s", Retries = 2, Isolation = Isolation.InProcess)] public static void Limited() { }
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
    public void A_limit_reaches_the_descriptor_with_its_key_as_JSON_names_it()
    {
        using RunningProgram program = Project.Of("""
            public enum Stage { Test, Live }

            public static class Work
            {
                [Action, MaxConcurrent(1)] public static void Alone() { }
                [Action, MaxConcurrent(3, Key = nameof(targetHost), WhenFull = WhenFull.Reject)] public static void PerHost(string targetHost) { }
                [Action, MaxConcurrent(1, Key = nameof(a))] public static void PerLetter(char? a) { }
                [Action, MaxConcurrent(1, Key = nameof(a))] public static void PerNumber(CancellationToken token, ulong a) { }
                [Action, MaxConcurrent(1, Key = nameof(a))] public static void PerSwitch(bool a) { }
                [Action, MaxConcurrent(1, Key = nameof(a))] public static void PerStage(Stage a) { }
                [Action, MaxConcurrent(1, Key = nameof(@class))] public static void PerId(Guid? @class = null) { }
                [Action] public static void Plain() { }
            }
            """).Generate().Load();

        Assert.Equal(new ConcurrencyLimit(1, null, WhenFull.Queue), Limit("alone"));
        Assert.Equal(new ConcurrencyLimit(3, "target_host", WhenFull.Reject), Limit("per_host"));
        Assert.All(["per_letter", "per_number", "per_switch", "per_stage"], name => Assert.Equal(new ConcurrencyLimit(1, "a", WhenFull.Queue), Limit(name)));
        Assert.Equal(new ConcurrencyLimit(1, "class", WhenFull.Queue), Limit("per_id"));
        Assert.Null(Limit("plain"));

        ConcurrencyLimit? Limit(string name) => program.Catalog.Find(name)!.MaxConcurrent;
    }

    [Fact]
    public void How_it_is_run_is_no_part_of_the_contract() => Assert.Equal(
        Contract("[Action]"), Contract("[Action(Timeout = \"90s\", Retries = 2, Isolation = Isolation.InProcess), MaxConcurrent(2, WhenFull = WhenFull.Reject)]"));

    private static string Contract(string attribute)
    {
        using RunningProgram program = Project.Of($$"""public static class Work { {{attribute}} public static void Run() { } }""").Generate().Load();
        return program.Catalog.Find("run")!.ContractHash;
    }
}
