using Microsoft.Data.Sqlite;

namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>
/// The one writer. What comes while it is idle runs at once; what comes while a commit is in flight shares the next
/// one, so that the price of a durable commit is paid once for all of it. On a thread of its own, because actions
/// may hold up the thread pool.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    /// <summary>Operations that may wait; whoever comes then waits to be let in.</summary>
    private const int Bound = 256;

    private readonly WriteSession _session;
    private readonly string _folder;
    private readonly SemaphoreSlim _free = new(Bound);
    private readonly Queue<WriteOperation> _queue = [];
    private readonly Thread _thread;
    private long _commits;
    private bool _closed;

    public WriteQueue(WriteSession session, string folder)
    {
        _session = session;
        _folder = folder;
        _thread = new Thread(Write) { IsBackground = true, Name = "tinpot store" };
        _thread.Start();
    }

    /// <summary>Transactions written so far.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Runs the work in a transaction; its result is on the disk when this returns.</summary>
    /// <param name="cancellation">Ends the wait to be let in; work that was let in is done.</param>
    public async Task<TResult> RunAsync<TResult>(Func<WriteSession, TResult> work, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        var operation = new WriteOperation<TResult>(work);
        lock (_queue)
        {
            if (_closed)
            {
                _free.Release();
                throw new StoreUnavailableException($"The store in {_folder} is closed, the host is shutting down.");
            }

            _queue.Enqueue(operation);
            Monitor.Pulse(_queue);
        }

        return await operation.Done;
    }

    /// <summary>Does what is in the queue, then ends.</summary>
    public void Dispose()
    {
        lock (_queue)
        {
            _closed = true;
            Monitor.Pulse(_queue);
        }

        _thread.Join();
    }

    private void Write()
    {
        var group = new List<WriteOperation>(Bound);
        while (Take(group))
        {
            if (Try(group) is not null)
            {
                // One of them spoils it for all; alone each meets its own fate.
                foreach (WriteOperation operation in group)
                {
                    if (Try([operation]) is { } exception)
                        operation.Fail(exception);
                }
            }

            _free.Release(group.Count);
            group.Clear();
        }
    }

    private bool Take(List<WriteOperation> group)
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                if (_closed)
                    return false;
                Monitor.Wait(_queue);
            }

            while (_queue.TryDequeue(out WriteOperation? operation))
                group.Add(operation);
            return true;
        }
    }

    private Exception? Try(List<WriteOperation> operations)
    {
        try
        {
            _session.Begin();
            foreach (WriteOperation operation in operations)
                operation.Run(_session);
            _session.Commit();
        }
        catch (Exception exception)
        {
            _session.Rollback();
            return exception is SqliteException broken ? SqliteErrors.Explain(broken, _folder) : exception;
        }

        Volatile.Write(ref _commits, _commits + 1);
        foreach (WriteOperation operation in operations)
            operation.Succeed();
        return null;
    }
}
