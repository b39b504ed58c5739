using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Stopping;

public sealed class StopSignalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_that_is_killed_is_told_after_that_whatever_the_kill_does(bool fails)
    {
        using var stop = new StopSignal();
        bool? told = null;
        stop.Process.SetTarget(() =>
        {
            told = stop.Asked.IsCompleted;
            if (fails)
                throw new IOException("no kill");
        });

        Exception? fault = Record.Exception(() => stop.Kill(StopReason.Shutdown));

        Assert.Equal(fails, fault is IOException);
        Assert.False(told);
        Assert.True(stop.Asked.IsCompleted);
        Assert.Equal(StopReason.Shutdown, stop.Reason);
    }

    [Fact]
    public void First_reason_stands_also_when_the_run_is_killed_later()
    {
        using var stop = new StopSignal();
        int kills = 0;
        stop.Process.SetTarget(() => kills++);

        stop.Stop(StopReason.Cancel);
        stop.Kill(StopReason.Shutdown);

        Assert.Equal((StopReason.Cancel, 1), (stop.Reason, kills));
    }
}
