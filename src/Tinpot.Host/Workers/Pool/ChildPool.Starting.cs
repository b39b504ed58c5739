using System.Diagnostics;
using System.Globalization;
using Tinpot.Platform;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

// How children are started.
internal sealed partial class ChildPool
{
    /// <summary>Starts a child in advance. An execution that takes it meanwhile gets its failure too.</summary>
    /// <exception cref="ChildStartException">None comes up, and not because somebody kills them.</exception>
    /// <exception cref="ProgramReplacedException">The program is not the one that runs here any more.</exception>
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        Task<Child> coming;
        lock (_lock)
        {
            if (_stopping)
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
            _ = coming.ContinueWith(KeepIfStarted, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Takes a child that nothing waits for any longer.</summary>
    private void KeepIfStarted(Task<Child> started)
    {
        if (started.IsCompletedSuccessfully)
            Keep(started.Result);
        else
            LogUnreplaced(started.Exception?.InnerException?.Message ?? "");
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
                Break(error);
            throw;
        }
    }

    private void Break(Exception reason)
    {
        _broken.TrySetException(reason);
        // Observed: the pool may have ended already
        _ = _broken.Task.Exception;
    }

    private async Task<Child> GreetAsync(CancellationToken cancellation)
    {
        int starting;
        lock (_lock)
        {
            if (_closed)
                throw new ChildStartException("The host stops, and starts no child process any more.");
            starting = ++_starting;
        }

        try
        {
            RequireRoom(starting);
            return await StartAndGreetAsync(cancellation).ConfigureAwait(false);
        }
        catch (ChildStartException error) when (error is { Killed: false, Shortage: false } && options.Room() < ThreadRoom.Kept + ThreadsPerChild)
        {
            // Others took meanwhile what it needed
            throw new ChildStartException(error.Message, error) { Shortage = true };
        }
        finally
        {
            lock (_lock)
            {
                if (--_starting == 0 && _closed)
                    _noneStarting.TrySetResult();
            }
        }
    }

    /// <summary>
    /// A runtime that gets no thread ends its process, whether that is the child's or the host's. So a child is started only
    /// when there are enough for it, and for the host to go on.
    /// </summary>
    private void RequireRoom(int starting)
    {
        int needed = ThreadRoom.Kept + (starting * ThreadsPerChild);
        if (options.Room() is { } left && left < needed)
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
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            return error.Message;
        }
    }

    /// <summary>All others were closed together, before this one was there.</summary>
    private void CloseIfClosed(Child child)
    {
        lock (_lock)
        {
            if (!_closed)
                return;
        }

        child.Close();
    }

    private async Task<Child> StartAndGreetAsync(CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        string mark = options.Host.NewChild();
        ProcessStartInfo start = program.Start(
            new ChildArguments(mark) { Diagnostics = options.Diagnostics, NewPrivileges = options.NewPrivileges }, options.Environment);
        Child child = Child.Of(await _spawner.StartAsync(start).ConfigureAwait(false), mark, options, program.Advice, logger);
        _all[child.Id] = child;
        _ = child.Gone.ContinueWith(_ => Forget(child), TaskScheduler.Default);
        CloseIfClosed(child);
        try
        {
            HelloMessage hello = await child.Greeting.WaitAsync(options.GreetingTime, SystemClock.Instance, cancellation).ConfigureAwait(false);
            if (hello.Build != options.Build || !child.Speak(hello))
            {
                var replaced = new ProgramReplacedException();
                Break(replaced);
                throw replaced;
            }
        }
        catch (Exception error)
        {
            child.Kill();
            if (error is not TimeoutException)
                throw;
            throw new ChildStartException(string.Create(CultureInfo.InvariantCulture,
                $"The child process {child.Id} did not send its greeting within {options.GreetingTime.TotalSeconds:F0} s; it is killed. {program.Advice}"));
        }

        if (program.Wrapper.Count > 0)
            child.ActionProcess = WrappedChild.Find(child.Id, mark);
        child.MemoryAtStart = child.Memory;
        LogStarted(child.Id, clock.GetElapsedTime(started).TotalMilliseconds);
        return child;
    }
}
