using System.Globalization;
using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot.Workers.Stopping;

/// <summary>What the log of an execution says about its being stopped.</summary>
internal static class StopNotice
{
    /// <param name="grace">After this time it is killed; null when nothing can be killed.</param>
    public static void Asked(ICallSink log, StopSignal stop, TimeSpan? grace) => log.Log(
        LogLevel.Warning,
        Why(stop) + ": the action is asked to stop" + (grace is { } time
            ? $", and killed if it has not within {Seconds(time)}."
            : "; it runs in the host process and stops only if it observes its cancellation token."),
        null);

    /// <param name="waited">How long it had to stop; null when there was no time for that.</param>
    public static void Killed(ICallSink log, TimeSpan? waited, int descendants) => log.Log(
        LogLevel.Warning,
        (waited is { } time ? $"It did not stop within {Seconds(time)} and was killed" : "It was killed at once") + descendants switch
        {
            0 => ".",
            1 => ", with a process it had started.",
            _ => string.Create(CultureInfo.InvariantCulture, $", with {descendants} processes it had started."),
        },
        null);

    private static string Why(StopSignal stop) => stop.Reason switch
    {
        StopReason.Timeout => $"Its time limit of {Seconds(stop.TimeLimit ?? TimeSpan.Zero)} is over",
        StopReason.Shutdown => "The host is shutting down",
        _ => "Cancel was requested",
    };

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
