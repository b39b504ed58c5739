using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

public sealed class RuntimeSettingsTests
{
    [Fact]
    public void They_are_off_in_a_child()
    {
        Dictionary<string, string?> environment = [];

        RuntimeSettings.SwitchOff(environment, static _ => null);

        Assert.Equal("0", environment["DOTNET_EnableWriteXorExecute"]);
        Assert.Equal("0", environment["DOTNET_TieredPGO"]);
    }

    [Theory]
    [InlineData("DOTNET_EnableWriteXorExecute", "DOTNET_EnableWriteXorExecute")]
    [InlineData("COMPlus_EnableWriteXorExecute", "DOTNET_EnableWriteXorExecute")]
    [InlineData("DOTNET_TieredPGO", "DOTNET_TieredPGO")]
    [InlineData("COMPlus_TieredPGO", "DOTNET_TieredPGO")]
    public void One_is_as_the_operator_has_set_it(string name, string variable)
    {
        Dictionary<string, string?> environment = new() { [name] = "1" };

        RuntimeSettings.SwitchOff(environment, static _ => null);

        Assert.Equal("1", environment[name]);
        Assert.Equal(name == variable, environment.ContainsKey(variable));
        Assert.DoesNotContain(variable["DOTNET_".Length..], environment[RuntimeSettings.AddedVariable], StringComparison.Ordinal);
    }

    [Fact]
    public void One_is_as_the_program_has_set_it()
    {
        Dictionary<string, string?> environment = [];

        RuntimeSettings.SwitchOff(environment, static name => name == "System.Runtime.TieredPGO" ? "true" : null);

        Assert.False(environment.ContainsKey("DOTNET_TieredPGO"));
    }

    [Fact]
    public void Nothing_is_added_where_all_is_set()
    {
        Dictionary<string, string?> environment = new() { ["DOTNET_EnableWriteXorExecute"] = "1", ["DOTNET_TieredPGO"] = "1" };

        RuntimeSettings.SwitchOff(environment, static _ => null);

        Assert.Equal(2, environment.Count);
    }

    [Theory]
    [InlineData("tell_environment", "TINPOT_CHILD_RUNTIME=EnableWriteXorExecute;TieredPGO", "[]")]
    [InlineData("tell_native_environment", "TINPOT_CHILD_RUNTIME=EnableWriteXorExecute;TieredPGO", "[]")]
    [InlineData("tell_native_environment", "TINPOT_CHILD_RUNTIME=TieredPGO", """["DOTNET_EnableWriteXorExecute"]""")]
    [InlineData("tell_native_environment", "-uTINPOT_CHILD_RUNTIME", """["DOTNET_EnableWriteXorExecute","DOTNET_TieredPGO"]""")]
    public async Task What_an_action_starts_has_what_the_operator_has_set(string action, string added, string expected)
    {
        ChildProgram child = TestProgram.Child;
        await using var pool = new PoolHarness(program: new ChildProgram(
            "env", [added, "DOTNET_EnableWriteXorExecute=0", "DOTNET_TieredPGO=0", child.File, .. child.Arguments])
        { Entry = child.Entry });

        (ExecutionOutcome outcome, _) = await pool.RunAsync(
            action, $$"""{"names":["DOTNET_EnableWriteXorExecute","DOTNET_TieredPGO","{{RuntimeSettings.AddedVariable}}"]}""");

        Assert.Equal(expected, Encoding.UTF8.GetString(outcome.Result!.Value.Span));
    }
}
