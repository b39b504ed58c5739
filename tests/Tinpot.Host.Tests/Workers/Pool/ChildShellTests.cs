using Tinpot.Executions;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>Programs that actions run in children.</summary>
public sealed class ChildShellTests
{
    [Fact]
    public async Task A_deaf_program_is_killed_before_its_action_which_tidies_up_and_leaves_its_child()
    {
        await using var pool = new PoolHarness(grace: TimeSpan.FromSeconds(4));
        int child = await pool.IdleChildAsync();
        var sink = new RecordingSink();
        var stop = new StopSignal();
        var run = pool.RunAsync("shell_deaf", stop: stop, sink: sink);
        await sink.UntilAsync(sink => sink.Messages.Contains("deaf"));

        stop.Stop(StopReason.Cancel);

        Assert.Equal(ExecutionState.REVOKED, (await run).Outcome.State);
        Assert.Contains("tidied up", sink.Messages);
        Assert.Equal(child, await pool.IdleChildAsync());
    }
}
