using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>A bounded number of reading connections, opened when needed. Readers never wait for the writer.</summary>
internal sealed class ReadPool(string folder, UnreadableRecords unreadable) : IDisposable
{
    private readonly SemaphoreSlim _free = new(Math.Max(4, Environment.ProcessorCount));
    private readonly ConcurrentBag<ReadSession> _idle = [];
    private volatile bool _closed;

    /// <summary>For what reads a few rows, on the calling thread.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<TResult> RunAsync<TResult>(Func<ReadSession, TResult> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        return Run(read, cancellation);
    }

    /// <summary>For what may read many rows, on a thread of the pool.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<TResult> RunLongAsync<TResult>(Func<ReadSession, TResult> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        // Not cancellable itself: what was let in must go out
        return await Task.Run(() => Run(read, cancellation), CancellationToken.None);
    }

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private TResult Run<TResult>(Func<ReadSession, TResult> read, CancellationToken cancellation)
    {
        ReadSession? session = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (_closed)
                throw new StoreUnavailableException($"The store in {folder} is closed because the host is shutting down.");
            if (!_idle.TryTake(out session))
                session = new ReadSession(folder, unreadable);
            TResult result;
            using (session.InterruptOn(cancellation))
                result = read(session);
            _idle.Add(session);
            session = null;
            return result;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Explain(exception, folder);
        }
        finally
        {
            // A reader that failed is not used again: its statements stand anywhere.
            Close(session);
            if (_closed)
                CloseIdle();
            _free.Release();
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out ReadSession? session))
            Close(session);
    }

    private static void Close(ReadSession? session)
    {
        try
        {
            session?.Dispose();
        }
        catch (SqliteException)
        {
            // Its handles are gone either way
        }
    }
}
