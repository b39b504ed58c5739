using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Cli;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>How a program becomes a child.</summary>
public sealed class ChildEntryTests : IDisposable
{
    private const string Names = """{"names":["DOTNET_STARTUP_HOOKS","TINPOT_CHILD_CATALOG","TINPOT_CHILD"]}""";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Another .NET program would not find our hook, and would not start.</summary>
    [Theory]
    [InlineData("tell_environment")]
    [InlineData("tell_native_environment")]
    public async Task What_an_action_starts_is_not_asked_to_be_a_child(string action)
    {
        await using var pool = new PoolHarness();

        (ExecutionOutcome outcome, _) = await pool.RunAsync(action, Names);

        Assert.Equal("""["TINPOT_CHILD"]""", Encoding.UTF8.GetString(outcome.Result!.Value.Span));
    }

    [Fact]
    public async Task What_Shell_starts_is_not_asked_to_be_a_child()
    {
        await using var pool = new PoolHarness();

        (ExecutionOutcome outcome, _) = await pool.RunAsync("tell_output", """{"program":"env","arguments":[]}""");

        string said = Encoding.UTF8.GetString(outcome.Result!.Value.Span);
        Assert.Contains("TINPOT_CHILD=", said, StringComparison.Ordinal);
        Assert.DoesNotContain("STARTUP_HOOKS", said, StringComparison.Ordinal);
        Assert.DoesNotContain("TINPOT_CHILD_CATALOG", said, StringComparison.Ordinal);
    }

    /// <summary>A program without hooks becomes a child in its Main.</summary>
    [Fact]
    public async Task A_child_may_begin_in_Main()
    {
        await using var pool = new PoolHarness(program: TestProgram.Child with { Entry = ChildEntry.InMain });

        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
    }

    /// <summary>Nothing but a host gives both variables and the arguments.</summary>
    [Fact]
    public async Task A_program_that_inherits_the_variables_is_no_child()
    {
        await using ActionsProcess list = ActionsProcess.Start(_folder.FullName, ["list"], new()
        {
            [StartHook.Variable] = "Tinpot.Host",
            [StartHook.CatalogVariable] = "TestActions",
            ["TINPOT_CHILD"] = "0123",
        });

        Assert.Equal(0, await list.ExitAsync());
        Assert.Contains("tell_environment", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_programs_own_catalog_is_needed_to_begin_before_Main()
    {
        ChildEntry entry = ChildEntry.Of(TestProgram.Catalog);

        Assert.Null(entry.Catalog);
        Assert.Contains("Tinpot.Generated.ActionCatalog.Instance", entry.Advice, StringComparison.Ordinal);
        Assert.Contains("TinpotHost.IsChild(args)", entry.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Hooks_that_children_are_to_have_run_before_ours()
    {
        Dictionary<string, string?> environment = new() { [StartHook.Variable] = "/opt/hook.dll" };

        StartHook.Ask(environment, "Program", isHooked: true);

        Assert.Equal("/opt/hook.dll:Tinpot.Host", environment[StartHook.Variable]);
        Assert.Equal("Program", environment[StartHook.CatalogVariable]);
    }

    [Fact]
    public void A_native_program_has_no_hook()
    {
        Dictionary<string, string?> environment = [];

        StartHook.Ask(environment, "Program", isHooked: false);

        Assert.Equal([StartHook.CatalogVariable], environment.Keys);
    }
}
