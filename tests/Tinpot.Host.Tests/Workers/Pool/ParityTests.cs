using System.Text;
using System.Text.RegularExpressions;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>What an action does is recorded alike, wherever it runs.</summary>
public sealed partial class ParityTests
{
    [Theory]
    [InlineData("echo", """{"text":"a\tb \u001b[31mred\u001b[0m \ud83d\ude00 \"quoted\" \\ "}""")]
    [InlineData("print", """{"text":"one\ntwo\r\nthree without an end"}""")]
    [InlineData("print", """{"text":"to stderr\nagain","error":true}""")]
    [InlineData("print_lines", """{"count":2000,"width":100}""")]
    [InlineData("print_lines", """{"count":3,"width":99000}""")]
    [InlineData("log_levels", "{}")]
    [InlineData("descend", """{"depth":20}""")]
    [InlineData("call_often", """{"count":1500}""")]
    [InlineData("fail", """{"message":"not so"}""")]
    [InlineData("fail_nested", """{"message":"not so either"}""")]
    [InlineData("arrange_plan", """{"plan":{"target":"staging","servers":[{"name":"b"},{"name":"a","port":80}],"quotas":{"x":{"money":1.5,"time":"PT1H"}}}}""")]
    [InlineData("shell_echo", """{"arguments":["hello","wörld"]}""")]
    [InlineData("shell_fail", """{"exit_code":3}""")]
    [InlineData("large_result", """{"length":1000}""")]
    [InlineData("large_result", """{"length":200000}""")]
    public async Task An_action_leaves_the_same_events_here_and_in_a_child(string action, string arguments)
    {
        await using var pool = new PoolHarness();

        (ExecutionOutcome here, RecordingSink hereSink) = await pool.RunHereAsync(action, arguments);
        (ExecutionOutcome there, RecordingSink thereSink) = await pool.RunAsync(action, arguments);

        Assert.Equal(Shown(hereSink), Shown(thereSink));
        Assert.Equal((here.State, Text(here.Result)), (there.State, Text(there.Result)));
        Assert.Equal(
            (here.Error?.Type, here.Error?.Message, here.Error?.Reason), (there.Error?.Type, there.Error?.Message, there.Error?.Reason));
    }

    /// <summary>Without what differs from run to run: times, and what stacks say of the frames below an action.</summary>
    private static string Shown(RecordingSink sink) => string.Join(
        '\n', sink.Events.Select(item => Stack().Replace(Time().Replace(item.GetRawText(), "…"), "stack\":…")));

    private static string? Text(ReadOnlyMemory<byte>? json) => json is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    [GeneratedRegex("""20\d\d-\d\d-\d\dT[\d:.]+Z|(?<="(duration_ms|total_ms)":)[\d.eE-]+|(?<=\\n)   at [^"]*""")]
    private static partial Regex Time();

    [GeneratedRegex("""stack":"[^"]*""")]
    private static partial Regex Stack();
}
