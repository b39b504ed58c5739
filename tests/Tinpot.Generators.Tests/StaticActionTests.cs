using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests;

public class StaticActionTests
{
    private const string Maintenance = """
        namespace Acme;

        [ActionGroup("Maintenance", Queue = "slow")]
        public static class Maintenance
        {
            /// <summary>Delete files older than a number of days.</summary>
            /// <param name="days">Age in days</param>
            /// <returns>What was deleted.</returns>
            [Action]
            public static Cleanup CleanCache([Range(1, 365)] int days = 7, string? path = null) => new(days * 2, path ?? "-");

            [Action("touch", Group = "Files", Queue = "fast", Title = "Touch it")]
            internal static async Task TouchAsync(bool hard, CancellationToken cancel) => await Task.Yield();
        }

        public sealed record Cleanup(int FilesDeleted, string Path);
        """;

    [Fact]
    public async Task An_action_runs_from_json_and_writes_its_result()
    {
        using RunningProgram program = Project.Of(Maintenance).Generate().Load();

        Assert.Equal("""{"files_deleted":6,"path":"/tmp"}""", (await program.RunAsync("clean_cache", """{"days":3,"path":"/tmp"}""")).Result);
        Assert.Equal("""{"files_deleted":14,"path":"-"}""", (await program.RunAsync("clean_cache")).Result);
        Assert.Null((await program.RunAsync("touch", """{"hard":true}""")).Result);
    }

    [Fact]
    public void A_descriptor_says_everything_that_was_declared()
    {
        using RunningProgram program = Project.Of(Maintenance).Generate().Load();

        Assert.Equal(["clean_cache", "touch"], program.Catalog.Names);
        ActionDescriptor clean = program.Catalog.Find("clean_cache")!;
        Assert.Equal("Clean cache", clean.Title);
        Assert.Equal("Maintenance", clean.Group);
        Assert.Equal("slow", clean.Queue);
        Assert.Equal("Delete files older than a number of days.", clean.Description);
        Assert.False(clean.Cancellable);
        Assert.Equal(new SourceLocation("Actions.cs", 10), clean.Source);
        Assert.Matches("^[0-9a-f]{16}$", clean.ContractHash);
        ActionDescriptor touch = program.Catalog.Find("touch")!;
        Assert.Equal(("Touch it", "Files", "fast", true), (touch.Title, touch.Group, touch.Queue, touch.Cancellable));
        Assert.Null(touch.Result);
    }
}
