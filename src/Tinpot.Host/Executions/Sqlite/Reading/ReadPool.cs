using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Tinpot.Executions.Sqlite.Reading;

/// <summary>A bounded number of reading connections, opened when needed. Readers never wait for the writer.</summary>
internal sealed class ReadPool(string folder) : IDisposable
{
    private readonly SemaphoreSlim _free = new(Math.Max(4, Environment.ProcessorCount));
    private readonly ConcurrentBag<ReadSession> _idle = [];
    private volatile bool _closed;

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<TResult> RunAsync<TResult>(Func<ReadSession, TResult> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        ReadSession? session = null;
        try
        {
            if (_closed)
                throw new StoreUnavailableException($"The store in {folder} is closed, the host is shutting down.");
            if (!_idle.TryTake(out session))
                session = new ReadSession(folder);
            TResult result = read(session);
            _idle.Add(session);
            session = null;
            return result;
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Explain(exception, folder);
        }
        finally
        {
            // A reader that failed is not used again: its statements stand anywhere.
            session?.Dispose();
            if (_closed)
                CloseIdle();
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out ReadSession? session))
            session.Dispose();
    }
}
