using Microsoft.Extensions.Logging;
using Tinpot.Platform;
using Tinpot.Workers.Leases;

namespace Tinpot.Workers.Running;

/// <summary>
/// How many executions can run at once while the system starts no more processes or threads. The worker claims no more than that,
/// and tries from time to time whether one more can be started.
/// </summary>
internal sealed partial class StartCapacity(ActiveRuns runs, int slots, TimeProvider clock, ILogger<StartCapacity> logger)
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));

    private readonly Lock _lock = new();
    private int? _most;
    private string _reason = "";
    private int _faults;
    private long _began;
    private long _tried;

    /// <summary>How many more executions may be claimed.</summary>
    public int Free
    {
        get
        {
            lock (_lock)
                return _most is { } most ? Math.Min(runs.Free, most - runs.Count) : runs.Free;
        }
    }

    /// <summary>Why nothing at all can be started, for people; null while something can.</summary>
    public string? Fault
    {
        get
        {
            lock (_lock)
                return _most == 0 ? _reason : null;
        }
    }

    /// <summary>How long until one more should be tried; null = nothing is to be tried.</summary>
    public TimeSpan? UntilTry
    {
        get
        {
            lock (_lock)
            {
                if (_most is null)
                    return null;
                TimeSpan left = Pauses.After(_faults) - clock.GetElapsedTime(_tried);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>An execution that was claimed could not be started; it is given back.</summary>
    public void Denied(string reason)
    {
        bool first;
        lock (_lock)
        {
            first = _most is null;
            _most = Math.Max(0, (_most ?? runs.Count) - 1);
            _reason = reason;
            _tried = clock.GetTimestamp();
            if (first)
                (_faults, _began) = (1, _tried);
        }

        if (first)
            LogDenied(reason);
    }

    /// <summary>One more was tried.</summary>
    /// <param name="fault">Why it could not be started; null when it was.</param>
    public void Tried(string? fault)
    {
        bool over;
        TimeSpan lasted;
        lock (_lock)
        {
            if (_most is not { } most)
                return;
            _tried = clock.GetTimestamp();
            lasted = clock.GetElapsedTime(_began);
            if (fault is null)
            {
                (_most, _faults) = (most + 1, 0);
            }
            else
            {
                _reason = fault;
                _faults++;
            }

            over = _most >= slots;
            if (over)
                _most = null;
        }

        if (over)
            LogOver(lasted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The system cannot start more processes or threads. Executions that cannot be started go back to their queue, and fewer are claimed: {Reason}")]
    private partial void LogDenied(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Processes and threads can be started again, after {Lasted}.")]
    private partial void LogOver(TimeSpan lasted);
}
