using System.Diagnostics;
using Tinpot.Platform.Processes;
using static Tinpot.Host.Tests.Platform.Processes.ShellProcess;

namespace Tinpot.Host.Tests.Platform.Processes;

public sealed class ProcessFreezeTests
{
    /// <summary>Its number is another's by now. It also stands for a process that cannot be stopped, so the look is repeated until the time is over.</summary>
    [Fact]
    public void A_process_whose_number_is_used_again_is_not_stopped_and_the_look_ends()
    {
        using var stranger = new ShellProcess($"exec {Sleep}");
        ProcessStat now = ProcessStat.Read(stranger.Id)!.Value;
        long started = Stopwatch.GetTimestamp();

        List<ProcessStat> frozen = ProcessFreeze.Freeze(_ => [now with { Started = now.Started + 1 }]);

        Assert.Empty(frozen);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
        Until(() => ProcessStat.Read(stranger.Id) is { IsStopped: false }, "It was stopped.");
    }

    [Fact]
    public void A_process_is_stopped_when_the_look_ends()
    {
        using var shell = new ShellProcess($"while :; do :; done & {Sleep} & wait");
        shell.UntilDescendants(2);

        List<ProcessStat> frozen = ProcessFreeze.Freeze(all => all.FindAll(process => process.Pid == shell.Id || process.Parent == shell.Id));

        Assert.Equal(3, frozen.Count);
        Assert.All(frozen, process => Assert.True(ProcessStat.Read(process.Pid)!.Value.IsStopped));
    }
}
