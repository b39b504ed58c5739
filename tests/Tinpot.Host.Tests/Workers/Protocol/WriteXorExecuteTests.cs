using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

public sealed class WriteXorExecuteTests
{
    [Fact]
    public void It_is_off_in_a_child()
    {
        Dictionary<string, string?> environment = [];

        WriteXorExecute.SwitchOff(environment);

        Assert.Equal("0", environment[WriteXorExecute.Variable]);
    }

    [Theory]
    [InlineData("DOTNET_EnableWriteXorExecute")]
    [InlineData("COMPlus_EnableWriteXorExecute")]
    public void It_is_as_the_operator_has_set_it(string name)
    {
        Dictionary<string, string?> environment = new() { [name] = "1" };

        WriteXorExecute.SwitchOff(environment);

        Assert.Equal([new(name, "1")], environment);
    }

    [Theory]
    [InlineData("tell_environment", "TINPOT_CHILD_WX=1", "[]")]
    [InlineData("tell_native_environment", "TINPOT_CHILD_WX=1", "[]")]
    [InlineData("tell_native_environment", "-uTINPOT_CHILD_WX", """["DOTNET_EnableWriteXorExecute"]""")]
    public async Task What_an_action_starts_has_what_the_operator_has_set(string action, string added, string expected)
    {
        ChildProgram child = TestProgram.Child;
        await using var pool = new PoolHarness(
            program: new ChildProgram("env", [added, $"{WriteXorExecute.Variable}=0", child.File, .. child.Arguments]) { Entry = child.Entry });

        (ExecutionOutcome outcome, _) = await pool.RunAsync(action, $$"""{"names":["{{WriteXorExecute.Variable}}","{{WriteXorExecute.AddedVariable}}"]}""");

        Assert.Equal(expected, Encoding.UTF8.GetString(outcome.Result!.Value.Span));
    }
}
