using System.Diagnostics;

namespace Tinpot.Runtime.Shells;

/// <summary>Brings the output of a program to its end after the program has ended.</summary>
/// <remarks>
/// The bytes in the pipes were written by the program, and are read however long the log takes. Beyond that the pipes may be
/// held open by what the program started: those are listened to for a limited time.
/// </remarks>
internal sealed class ShellDrain(ShellPump output, ShellPump errors)
{
    /// <summary>A program's own children may keep its output open after its end; so long they are listened to.</summary>
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly Task _pumps = Task.WhenAll(output.Completion, errors.Completion);

    /// <param name="stop">Ends the wait for a slow log as it ends the wait for other writers.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        await CatchUpAsync(stop).ConfigureAwait(false);
        // Without a timer that outlives the call
        await _pumps.WaitAsync(Listening, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_pumps.IsCompleted)
            await _pumps.ConfigureAwait(false);
        else
            await CatchUpAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Until everything that lies in the pipes now is in the log.</summary>
    private async Task CatchUpAsync(CancellationToken stop)
    {
        long since = Stopwatch.GetTimestamp();
        long outputEnd = EndOf(output), errorEnd = EndOf(errors);
        while (!Has(output, outputEnd) || !Has(errors, errorEnd))
        {
            if (stop.IsCancellationRequested && Stopwatch.GetElapsedTime(since) > Listening)
                return;
            await Task.Delay(Look, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>When so many bytes are taken, nothing is left of what lies in the pipe, or was just read.</summary>
    private static long EndOf(ShellPump pump) => pump.Taken + pump.Waiting + ShellPump.BufferSize;

    private static bool Has(ShellPump pump, long end) => !pump.CanTell || pump.IsIdle || pump.Taken >= end;
}
