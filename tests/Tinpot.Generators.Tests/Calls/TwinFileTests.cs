using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>Two files of the very same text: the compiler refuses to intercept in either, so neither is, and both are reported.</summary>
public class TwinFileTests
{
    private const string Twin = "file static class Here { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Note() => Root.Calls.Add(() => Leaf.Two()); }";

    private static Project Twins(string second) => Project.Of("""
        public static class Leaf { [Action] public static int Two() => 2; }
        public static class Root { internal static List<Func<int>> Calls { get; } = []; [Action] public static int Start() => Calls.Sum(c => c()) + Leaf.Two(); }
        """).With("/project/A/Twin.cs", Twin).With("/project/B/Twin.cs", second);

    [Fact]
    public async Task Twins_compile_run_and_are_reported()
    {
        Project project = Twins(Twin);
        using RunningProgram program = project.Generate().Load();

        ActionRun run = await program.RunAsync("start");

        Assert.Equal(("6", "two {} -> 2"), (run.Result, run.Calls));
        Assert.Equal(["TPT015 /project/A/Twin.cs", "TPT015 /project/B/Twin.cs"], (await project.AnalyzeAsync()).Select(static d => $"{d.Id} {d.Location.SourceTree!.FilePath}").Order());
    }

    [Fact]
    public async Task A_comment_tells_them_apart()
    {
        Project project = Twins(Twin + " // B");
        using RunningProgram program = project.Generate().Load();

        Assert.Equal("two {} -> 2\ntwo {} -> 2\ntwo {} -> 2", (await program.RunAsync("start")).Calls);
        Assert.Empty(await project.AnalyzeAsync());
    }
}
