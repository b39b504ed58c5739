using System.Collections.Concurrent;
using System.Diagnostics;
using Tinpot.Platform;

namespace Tinpot.Workers.Pool;

/// <summary>Starts processes on one thread that lives as long as they may.</summary>
/// <remarks>
/// A child asks the system for a signal when its parent dies, and to the system the parent is the thread that started it: a
/// child started on a thread of the pool would be told that its parent died when the pool shrinks.
/// </remarks>
internal sealed class ChildSpawner : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _wanted = [];

    public ChildSpawner() => new Thread(Run) { IsBackground = true, Name = "Tinpot child spawner" }.Start();

    /// <exception cref="ChildStartException">The system starts no process.</exception>
    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _wanted.Add((start, started));
        return started.Task;
    }

    /// <summary>Ends the thread. Only when no child lives any more: it takes them along.</summary>
    public void Dispose() => _wanted.CompleteAdding();

    private void Run()
    {
        foreach ((ProcessStartInfo start, TaskCompletionSource<Process> started) in _wanted.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception error)
            {
                started.SetException(new ChildStartException(
                    $"'{start.FileName}' could not be started as a child: {error.Message}. The system may not have enough memory, processes (ulimit -u) or descriptors (ulimit -n).", error)
                {
                    Shortage = SystemShortage.Is(error),
                });
            }
        }

        _wanted.Dispose();
    }
}
