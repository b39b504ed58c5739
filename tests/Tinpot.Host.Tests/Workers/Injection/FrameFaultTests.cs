using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>Taking a frame of a child fails, with every kind of exception: that execution fails and says why, and nothing else is hurt.</summary>
public sealed class FrameFaultTests
{
    [Fact]
    public async Task A_frame_that_cannot_be_taken_fails_its_execution_alone()
    {
        var clock = new FaultyClock();
        await using var pool = new PoolHarness { LogClock = clock };
        await using var other = new PoolHarness();
        using var stop = new StopSignal();
        Task<(ExecutionOutcome Outcome, RecordingSink Sink)> beside = other.RunAsync("sleep", """{"seconds":600}""", stop);
        int failed = 0;
        foreach ((string kind, Func<Exception> make) in FaultKinds.All)
        {
            // The first two times are those of the log itself
            for (int after = 2; after < 11; after += 2)
            {
                clock.Arm(make, after);
                (ExecutionOutcome outcome, _) = await pool.RunAsync("print_lines", """{"count":20,"width":40}""");
                bool thrown = clock.Thrown;
                clock.Disarm();
                Assert.True(thrown, $"{kind} after {after} was not met.");
                Assert.True(outcome.State == ExecutionState.FAILURE, $"{kind} after {after}: {outcome.State}");
                Assert.Contains(make().Message, outcome.Error!.Message, StringComparison.Ordinal);
                failed++;
            }

            (ExecutionOutcome next, RecordingSink sink) = await pool.RunAsync("print_lines", """{"count":20,"width":40}""");
            Assert.Equal((ExecutionState.SUCCESS, 20), (next.State, sink.Messages.Count()));
        }

        Assert.Equal(FaultKinds.All.Length * 5, failed);
        Assert.False(beside.IsCompleted);
        stop.Stop(StopReason.Cancel);
        Assert.Equal(ExecutionState.REVOKED, (await beside).Outcome.State);
    }
}
