using Microsoft.Extensions.Logging;

namespace Tinpot.Executions;

/// <summary>
/// Whether the store takes reads and writes, as seen by the calls of this process. An outage is logged once when it begins and
/// once when it is over, whatever the number of loops and requests that meet it.
/// </summary>
/// <param name="store">Names the store in the log, without a secret.</param>
internal sealed partial class StoreHealth(string store, TimeProvider clock, ILogger<StoreHealth> logger)
{
    /// <summary>
    /// An outage is over after this time without a failure. On a full disk a small write can succeed between large ones that
    /// fail; without this time each of them would be logged as an outage of its own.
    /// </summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private volatile StoreCall _failing;
    private string _reason = "";
    private long _began;
    private long _lastFailure;

    /// <summary>The kinds of calls that fail now.</summary>
    public StoreCall Failing => _failing;

    /// <summary>Why the store cannot be used, for people; null while it can.</summary>
    public string? Fault
    {
        get
        {
            lock (_lock)
                return _failing == StoreCall.None ? null : _reason;
        }
    }

    public void Failed(StoreCall call, StoreUnavailableException error)
    {
        bool begins;
        lock (_lock)
        {
            begins = _failing == StoreCall.None;
            if (begins)
            {
                _began = clock.GetTimestamp();
                _reason = error.Message;
            }

            _lastFailure = clock.GetTimestamp();
            _failing |= call;
        }

        if (begins)
            LogUnavailable(store, error.Message);
        LogFailure(error, call);
    }

    public void Succeeded(StoreCall call)
    {
        // The usual case costs one read
        if ((_failing & call) == StoreCall.None)
            return;
        TimeSpan lasted;
        lock (_lock)
        {
            if ((_failing & call) == StoreCall.None || clock.GetElapsedTime(_lastFailure) < Settled)
                return;
            _failing &= ~call;
            if (_failing != StoreCall.None)
                return;
            lasted = clock.GetElapsedTime(_began);
        }

        LogAvailable(store, lasted.TotalSeconds);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "{Store} is unavailable. Meanwhile, new requests are answered 503 and the output of running work waits. {Reason}")]
    private partial void LogUnavailable(string store, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Store} is available again after {Seconds:F0} s.")]
    private partial void LogAvailable(string store, double seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A {Call} of the store failed.")]
    private partial void LogFailure(Exception error, StoreCall call);
}
