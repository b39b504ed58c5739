using Microsoft.Extensions.Logging;

namespace Tinpot.Platform;

/// <summary>
/// Work that a host repeats for as long as it lives. A pass that fails, with any exception, is tried again after a pause that
/// grows; the first failure and the recovery are logged once each.
/// </summary>
/// <param name="name">Names it in logs and in the answer of the health check, in words.</param>
/// <param name="isReported">Whether somebody else logs this failure once for the whole process; then it is logged here at Debug only.</param>
internal sealed partial class SupervisedLoop(string name, TimeProvider clock, ILogger logger, Func<Exception, bool> isReported)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private Exception? _failure;
    private long _failedSince;
    private int _failures;
    private bool _logged;
    private long? _passBegan;

    public string Name => name;

    /// <summary>The pause between passes that keep failing.</summary>
    public required TimeSpan LongestPause { get; init; }

    /// <summary>How long the pass that runs now has taken; zero between passes.</summary>
    public TimeSpan InPass
    {
        get
        {
            lock (_lock)
                return _passBegan is { } began ? clock.GetElapsedTime(began) : TimeSpan.Zero;
        }
    }

    /// <summary>Why the last pass failed and for how long passes have failed; null when it succeeded.</summary>
    public (Exception Error, TimeSpan Since)? Failure
    {
        get
        {
            lock (_lock)
                return _failure is { } error ? (error, clock.GetElapsedTime(_failedSince)) : null;
        }
    }

    /// <summary>Repeats the pass until cancelled; then it returns. It never ends by an exception.</summary>
    /// <param name="pass">Returns the pause before the next pass.</param>
    public async Task RunAsync(Func<CancellationToken, Task<TimeSpan>> pass, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            TimeSpan pause = await PassAsync(pass, cancellation).ConfigureAwait(false);
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One guarded pass.</summary>
    /// <returns>The pause before the next.</returns>
    public async Task<TimeSpan> PassAsync(Func<CancellationToken, Task<TimeSpan>> pass, CancellationToken cancellation)
    {
        Begin();
        try
        {
            TimeSpan pause = await pass(cancellation).ConfigureAwait(false);
            Succeed();
            return pause;
        }
        catch (Exception error)
        {
            return Fail(error, cancellation);
        }
    }

    /// <summary>One guarded pass on the calling thread, for loops that must not depend on the thread pool.</summary>
    /// <returns>The pause before the next.</returns>
    public TimeSpan Pass(Func<TimeSpan> pass, CancellationToken cancellation)
    {
        Begin();
        try
        {
            TimeSpan pause = pass();
            Succeed();
            return pause;
        }
        catch (Exception error)
        {
            return Fail(error, cancellation);
        }
    }

    private void Begin()
    {
        lock (_lock)
            _passBegan = clock.GetTimestamp();
    }

    private void Succeed()
    {
        int failures;
        TimeSpan lasted;
        bool logged;
        lock (_lock)
        {
            _passBegan = null;
            if (_failure is null)
                return;
            (failures, lasted, logged) = (_failures, clock.GetElapsedTime(_failedSince), _logged);
            (_failure, _failures, _logged) = (null, 0, false);
        }

        if (logged)
            LogRecovered(name, failures, lasted);
        else
            LogRecoveredQuietly(name, failures, lasted);
    }

    private TimeSpan Fail(Exception error, CancellationToken cancellation)
    {
        bool first;
        TimeSpan pause;
        lock (_lock)
        {
            _passBegan = null;
            // A pass that the end of the loop interrupted has not failed
            if (error is OperationCanceledException && cancellation.IsCancellationRequested)
                return TimeSpan.Zero;
            // Once, also when failures that are reported elsewhere come before it or between
            first = !_logged && !isReported(error);
            _logged |= first;
            if (_failure is null)
                _failedSince = clock.GetTimestamp();
            _failure = error;
            pause = new Backoff(FirstPause, LongestPause).After(++_failures);
        }

        if (first)
            LogFailed(name, error.Message);
        LogStack(error, name);
        return pause;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Loop} failed and will be retried: {Reason}")]
    private partial void LogFailed(string loop, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Loop} works again after {Failures} failures in {Lasted}.")]
    private partial void LogRecovered(string loop, int failures, TimeSpan lasted);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The {Loop} works again after {Failures} failures in {Lasted}.")]
    private partial void LogRecoveredQuietly(string loop, int failures, TimeSpan lasted);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The {Loop} failed.")]
    private partial void LogStack(Exception error, string loop);
}
