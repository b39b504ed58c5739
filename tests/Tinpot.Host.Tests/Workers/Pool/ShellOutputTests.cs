using System.Text;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>The end of a program's output is what it wrote, however slow the log is.</summary>
public sealed class ShellOutputTests
{
    [Theory]
    [InlineData("program")]
    [InlineData("script")]
    [InlineData("errors")]
    [InlineData("grandchild")]
    public async Task A_store_that_is_held_up_cuts_nothing_off(string how)
    {
        const int Count = 30_000;
        await using var pool = new PoolHarness();
        var sink = new RecordingSink();
        sink.Hold();
        Task<(ExecutionOutcome Outcome, RecordingSink)> run = pool.RunAsync("shell_count", $$"""{"count":{{Count}},"how":"{{how}}"}""", sink: sink);
        // The program ends long before, and what it printed last lies in the pipe for longer than anybody listens to a silent one
        await Task.Delay(TimeSpan.FromSeconds(4));
        sink.Release();

        ExecutionOutcome outcome = (await run).Outcome;

        Assert.True(outcome.State == ExecutionState.SUCCESS, outcome.Error?.Message);
        Assert.Equal($"\"{Count} False\"", Encoding.UTF8.GetString(outcome.Result!.Value.Span));
        Assert.Equal(
            Enumerable.Range(1, Count).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            sink.Messages);
    }
}
