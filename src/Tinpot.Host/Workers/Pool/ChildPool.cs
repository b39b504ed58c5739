using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;

namespace Tinpot.Workers.Pool;

/// <summary>The children of a worker: started when they are needed, kept warm, replaced before they grow old.</summary>
internal sealed partial class ChildPool(
    ChildProgram program, ChildPoolOptions options, ILogger<ChildPool> logger, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>This many children in a row that did not start are not a coincidence.</summary>
    private const int MostFailures = 20;

    /// <summary>Who is killed while it starts may be so by chance; who always is has another trouble.</summary>
    private const int MostAttempts = 5;

    private const int MostNotices = 1_000;

    /// <summary>Processes and threads that a child has once it runs an action.</summary>
    private const int ThreadsPerChild = 20;

    /// <summary>Threads that an execution may need in a child that has run others.</summary>
    private const int ThreadsPerExecution = 8;

    private readonly ChildSpawner _spawner = new();
    private readonly ConcurrentDictionary<int, Child> _all = new();
    private readonly Stack<Child> _idle = new();
    private readonly List<Task<Child>> _coming = [];
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _noneStarting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<(string Action, string Left)> _notices = [];
    private int _failures;
    private int _starting;
    private bool _stopping;
    private bool _closed;

    /// <summary>How many children there are, idle ones and those that are going included.</summary>
    public int Count => _all.Count;

    /// <summary>
    /// Has one child ready from the start, and closes those that nobody has needed for a while. Ends by an exception when no
    /// child can be started at all, or no more: then no work should be taken.
    /// </summary>
    /// <exception cref="ChildStartException">The first child did not come up.</exception>
    /// <exception cref="ProgramReplacedException">The program is not the one that runs here any more.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation).ConfigureAwait(false);
        using var round = new PeriodicTimer(options.IdleTime / 4, clock);
        while (true)
        {
            Task first = await Task.WhenAny(_broken.Task, round.WaitForNextTickAsync(cancellation).AsTask()).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            CloseIdle();
        }
    }

    /// <summary>
    /// A child that is ready: the one used last, which has the most of its memory at hand, or one that is on its way and that
    /// nobody waits for, or a new one.
    /// </summary>
    /// <exception cref="ChildStartException">None could be started.</exception>
    /// <exception cref="ProgramReplacedException">The program is not the one that runs here any more.</exception>
    public ValueTask<Child> RentAsync(CancellationToken cancellation)
    {
        // A child that gets no thread dies, and its execution with it
        if (!options.HasRoom(ThreadsPerExecution))
            throw new ChildStartException("Not enough processes and threads can be started (ulimit -u, TasksMax=, pids.max) to run an action.") { Shortage = true };
        lock (_lock)
        {
            while (_idle.TryPop(out Child? child))
            {
                if (child.Fit)
                    return ValueTask.FromResult(child);
                child.Close();
            }

            if (_coming is [.., var coming])
            {
                _coming.Remove(coming);
                return new(TakeAsync(coming, cancellation));
            }
        }

        return new(StartAsync(cancellation));
    }

    /// <summary>Takes a child back. One that has served long enough, or is gone, is replaced before the next is asked for.</summary>
    public void Return(Child child)
    {
        if (!child.Fit || child.Runs >= options.MaxExecutions || child.Memory - child.MemoryAtStart > options.MaxMemory)
        {
            child.Close();
            _ = ReplaceAsync();
        }
        else
        {
            Keep(child);
        }
    }

    /// <summary>An execution left something in the child that cannot be put back: it gets no more, which is logged once for each action and kind of thing.</summary>
    public void Retire(Child child, string action, string left)
    {
        child.Retire();
        // Numbers in brackets differ each time
        (string, string) notice = (action, left.Split('(')[0]);
        lock (_lock)
        {
            if (_notices.Count >= MostNotices || !_notices.Add(notice))
                return;
        }

        LogUnclean(action, left);
    }

    /// <summary>Starts no child any more that no execution has asked for.</summary>
    public void StopPreparing()
    {
        lock (_lock)
            _stopping = true;
    }

    /// <summary>Ends all children, also those that are being started; those that do not go by themselves are killed.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _stopping = _closed = true;
            if (_starting == 0)
                _noneStarting.TrySetResult();
        }

        foreach (Child child in _all.Values)
            child.Close();
        Task gone = AllGoneAsync();
        if (await Task.WhenAny(gone, Task.Delay(options.CloseTime, SystemClock.Instance)).ConfigureAwait(false) != gone)
        {
            foreach (Child child in _all.Values)
                child.Kill();
            await gone.ConfigureAwait(false);
        }

        _all.Clear();
        _spawner.Dispose();
    }

    private async Task AllGoneAsync()
    {
        await _noneStarting.Task.ConfigureAwait(false);
        await Task.WhenAll(_all.Values.Select(child => child.Gone)).ConfigureAwait(false);
    }

    /// <summary>Its number may be another's by now.</summary>
    private void Forget(Child child) => _all.TryRemove(new(child.Id, child));

    private void Keep(Child child)
    {
        child.IdleSince = clock.GetTimestamp();
        lock (_lock)
        {
            if (!_closed)
            {
                _idle.Push(child);
                return;
            }
        }

        child.Close();
    }

    private async Task ReplaceAsync()
    {
        try
        {
            await PrepareAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping)
        {
            // None is needed any more
        }
        catch (Exception error)
        {
            // Nothing waits for this. The next caller that needs a child gets the error, or a child
            LogUnreplaced(error.Message);
        }
    }

    private void CloseIdle()
    {
        lock (_lock)
        {
            Child[] kept = [.. _idle.Where(child => child.Fit && clock.GetElapsedTime(child.IdleSince) < options.IdleTime)];
            foreach (Child child in _idle.Except(kept))
                child.Close();
            _idle.Clear();
            foreach (Child child in kept.Reverse())
                _idle.Push(child);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason} Another one is started.")]
    private partial void LogKilled(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} left in its process: {Left}. The child process is replaced after each such execution. The action should end or close everything that it starts or opens. This is logged once for each action.")]
    private partial void LogUnclean(string action, string left);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The child process {Child} was ready after {Milliseconds:F1} ms.")]
    private partial void LogStarted(int child, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No child process is started in advance for now: {Reason} One is started when an execution needs it.")]
    private partial void LogUnreplaced(string reason);
}
