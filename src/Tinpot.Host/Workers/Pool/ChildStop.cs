using Tinpot.Platform.Processes;
using Tinpot.Workers.Log;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Pool;

/// <summary>Waits for the end of an execution in a child, and brings it about when it is to stop.</summary>
internal static class ChildStop
{
    /// <summary>A child passes a request to stop on at once; one that is stuck altogether gets its signal from here.</summary>
    private static readonly TimeSpan ForwardingTime = TimeSpan.FromSeconds(1);

    /// <summary>A log whose store is slow takes its time; the stop does not wait for it.</summary>
    private static readonly TimeSpan NoticeTime = TimeSpan.FromMilliseconds(100);

    /// <summary>A killed process is gone at once; one that is still there after this time is killed again.</summary>
    private static readonly TimeSpan KillTime = TimeSpan.FromSeconds(2);

    public static async Task<ChildResult> EndAsync(Child child, ChildRun run, ExecutionLog log, StopSignal stop, TimeSpan grace, TimeProvider clock)
    {
        if (await Task.WhenAny(run.End, stop.Asked).ConfigureAwait(false) == run.End)
            return await run.End.ConfigureAwait(false);

        long asked = clock.GetTimestamp();
        await WithinAsync(Task.Run(() => StopNotice.Asked(log.Root, stop, grace)), NoticeTime, clock, stop.Hurried).ConfigureAwait(false);
        child.RequestStop(stop.Reason);
        if (!await WithinAsync(Task.WhenAny(run.Stopping, run.End), ForwardingTime, clock, stop.Hurried).ConfigureAwait(false))
            Signals.SendToGroup(child.ActionProcess, Signals.Terminate);
        if (!await WithinAsync(run.End, grace - clock.GetElapsedTime(asked), clock, stop.Hurried).ConfigureAwait(false))
        {
            int killed = child.Kill();
            while (!await WithinAsync(run.End, KillTime, clock, CancellationToken.None).ConfigureAwait(false))
                killed += child.Kill();
            TimeSpan waited = clock.GetElapsedTime(asked);
            StopNotice.Killed(log.Root, waited < grace / 2 ? null : waited, killed);
        }

        return await run.End.ConfigureAwait(false);
    }

    private static async Task<bool> WithinAsync(Task task, TimeSpan time, TimeProvider clock, CancellationToken hurry)
    {
        try
        {
            await task.WaitAsync(time > TimeSpan.Zero ? time : TimeSpan.Zero, clock, hurry).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
