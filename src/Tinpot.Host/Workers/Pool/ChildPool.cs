using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;
using Tinpot.Processes;

namespace Tinpot.Workers;

/// <summary>The children of a worker: started when they are needed, kept warm, replaced before they grow old.</summary>
internal sealed partial class ChildPool(
    ChildProgram program, ChildPoolOptions options, ILogger<ChildPool> logger, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>So many children in a row that did not come up are no accident.</summary>
    private const int MostFailures = 20;

    /// <summary>Who is killed while it starts may be so by chance; who always is has another trouble.</summary>
    private const int MostAttempts = 5;

    private const int MostNotices = 1_000;

    /// <summary>Processes and threads that a child has once it runs an action.</summary>
    private const int ThreadsPerChild = 20;

    private readonly ChildSpawner _spawner = new();
    private readonly ConcurrentDictionary<int, Child> _all = new();
    private readonly Stack<Child> _idle = new();
    private readonly List<Task<Child>> _coming = [];
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<(string Action, string Left)> _notices = [];
    private int _failures;
    private int _starting;
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

    /// <summary>Ends all children; those that do not go by themselves are killed.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _closed = true;
        Child[] children = [.. _all.Values];
        foreach (Child child in children)
            child.Close();
        Task gone = Task.WhenAll(children.Select(child => child.Gone));
        if (await Task.WhenAny(gone, Task.Delay(options.CloseTime)).ConfigureAwait(false) != gone)
        {
            foreach (Child child in _all.Values)
                child.Kill();
            await gone.ConfigureAwait(false);
        }

        foreach (Child child in children)
            Forget(child);
        _spawner.Dispose();
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
        catch (Exception error)
        {
            // Nobody waits for this. Who needs a child next is told, or gets one
            LogUnreplaced(error.Message);
        }
    }

    /// <summary>Starts a child for whoever comes. Its failure is told to who waits for it.</summary>
    /// <exception cref="ChildStartException">None comes up, and not because somebody kills them.</exception>
    /// <exception cref="ProgramReplacedException">The program is not the one that runs here any more.</exception>
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        Task<Child> coming;
        lock (_lock)
        {
            if (_closed)
                return;
            coming = StartAsync(cancellation);
            _coming.Add(coming);
        }

        try
        {
            Child child = await coming.ConfigureAwait(false);
            if (IsUntaken(coming))
                Keep(child);
        }
        catch (ChildStartException error) when (error.Killed || error.Shortage)
        {
            IsUntaken(coming);
            LogUnreplaced(error.Message);
        }
        catch (Exception) when (!IsUntaken(coming))
        {
            // Who took it is told
        }
    }

    private bool IsUntaken(Task<Child> coming)
    {
        lock (_lock)
            return _coming.Remove(coming);
    }

    private async Task<Child> TakeAsync(Task<Child> coming, CancellationToken cancellation)
    {
        try
        {
            return await coming.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _ = coming.ContinueWith(done => Keep(done.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>When it fails again and again, nothing here can run any more, and who restarts the host may know better.</summary>
    private async Task<Child> StartAsync(CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await StartOneAsync(cancellation).ConfigureAwait(false);
            }
            catch (ChildStartException error) when (error.Killed && attempt < MostAttempts)
            {
                LogKilled(error.Message);
            }
        }
    }

    private async Task<Child> StartOneAsync(CancellationToken cancellation)
    {
        try
        {
            Child child = await GreetAsync(cancellation).ConfigureAwait(false);
            Volatile.Write(ref _failures, 0);
            return child;
        }
        catch (ChildStartException error) when (error is { Killed: false, Shortage: false })
        {
            if (Interlocked.Increment(ref _failures) >= MostFailures)
                _broken.TrySetException(error);
            throw;
        }
    }

    private async Task<Child> GreetAsync(CancellationToken cancellation)
    {
        int starting = Interlocked.Increment(ref _starting);
        try
        {
            RequireRoom(starting);
            return await StartAndGreetAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _starting);
        }
    }

    /// <summary>
    /// A runtime that gets no thread ends its process, whether that is the child's or the host's. So a child is started only
    /// when there are enough for it, and for the host to go on.
    /// </summary>
    private static void RequireRoom(int starting)
    {
        int needed = ThreadRoom.Kept + (starting * ThreadsPerChild);
        if (ThreadRoom.Left() is { } left && left < needed)
        {
            throw new ChildStartException(string.Create(CultureInfo.InvariantCulture,
                $"{left} more processes and threads can be started (ulimit -u, TasksMax=, pids.max), and a child process needs {needed}."))
            {
                Shortage = true,
            };
        }
    }

    /// <summary>Starts one more child and keeps it ready.</summary>
    /// <returns>Why that was not possible; null when it was.</returns>
    public async Task<string?> TryAddAsync(CancellationToken cancellation)
    {
        try
        {
            Keep(await StartOneAsync(cancellation).ConfigureAwait(false));
            return null;
        }
        catch (Exception error) when (error is ChildStartException or ProgramReplacedException)
        {
            return error.Message;
        }
    }

    private async Task<Child> StartAndGreetAsync(CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        string mark = options.Host.NewChild();
        System.Diagnostics.ProcessStartInfo start = program.Start(
            new ChildArguments(mark) { Diagnostics = options.Diagnostics, NewPrivileges = options.NewPrivileges });
        ChildEnvironment.Scrub(start.Environment, options.Environment);
        Child child = Child.Of(await _spawner.StartAsync(start).ConfigureAwait(false), mark, options.MostFrameBytes, logger);
        _all[child.Id] = child;
        _ = child.Gone.ContinueWith(_ => Forget(child), TaskScheduler.Default);
        try
        {
            HelloMessage hello = await child.Greeting.WaitAsync(options.GreetingTime, cancellation).ConfigureAwait(false);
            if (hello.Build != options.Build)
            {
                _broken.TrySetException(new ProgramReplacedException());
                throw new ProgramReplacedException();
            }
        }
        catch (Exception error)
        {
            child.Kill();
            if (error is not TimeoutException)
                throw;
            throw new ChildStartException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The child process {child.Id} did not greet its host within {options.GreetingTime.TotalSeconds:F0} s; it is killed. Does Main begin with TinpotHost.IsChild or TinpotHost.RunAsync?"));
        }

        if (program.Wrapper.Count > 0)
            child.ActionProcess = WrappedChild.Find(child.Id, mark);
        child.MemoryAtStart = child.Memory;
        LogStarted(child.Id, clock.GetElapsedTime(started).TotalMilliseconds);
        return child;
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
        "The action {Action} left in its process: {Left}. The child process is replaced after each such execution; let the action end or close what it starts or opens. This is said once.")]
    private partial void LogUnclean(string action, string left);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The child process {Child} was ready after {Milliseconds:F1} ms.")]
    private partial void LogStarted(int child, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No child process is kept ready for now: {Reason} Another is started when an execution needs it.")]
    private partial void LogUnreplaced(string reason);
}
