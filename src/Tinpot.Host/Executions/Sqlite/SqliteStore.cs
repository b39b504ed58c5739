using Microsoft.Data.Sqlite;
using Tinpot.Executions.Limits;
using Tinpot.Executions.Sqlite.Reading;
using Tinpot.Executions.Sqlite.Writing;

namespace Tinpot.Executions.Sqlite;

/// <summary>The embedded store: one file in the data folder, one host on it.</summary>
internal sealed partial class SqliteStore : IExecutionClient, IWorkSource, IAsyncDisposable
{
    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(1);

    private readonly DataFolderLock _lock;
    private readonly TimeProvider _time;
    private readonly WaitingWork _work = new();
    private readonly EventWaiters _eventWaiters = new();
    private readonly CancelRequests _cancels = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly DueTimer _due;
    private readonly WriteSession _session;
    private readonly WriteQueue _writer;
    private readonly ReadPool _readers;
    private Task _pruning = Task.CompletedTask;
    private int _disposed;

    private SqliteStore(SqliteStoreOptions options, DataFolderLock @lock, SqliteConnection connection)
    {
        _lock = @lock;
        _time = options.TimeProvider;
        _due = new DueTimer(_time, () => _ = PromoteAsync());
        CountUnfinished(connection, _work);
        _session = new WriteSession(connection, options, new CommitEffects(_work, _eventWaiters, _cancels, _due));
        _writer = new WriteQueue(_session, options.Folder);
        _readers = new ReadPool(options.Folder);
    }

    /// <summary>Opens the store, making it when there is none, and takes over what was left behind: what ran is lost, what waited waits.</summary>
    /// <exception cref="DataFolderLockedException">Another host has the folder.</exception>
    /// <exception cref="StoreUnavailableException">The folder or the file cannot be used; the message says why.</exception>
    public static async Task<SqliteStore> OpenAsync(SqliteStoreOptions options, CancellationToken cancellation = default)
    {
        options = options with { Folder = Path.GetFullPath(options.Folder) };
        DataFolderLock @lock = DataFolderLock.Take(options.Folder);
        SqliteStore store;
        try
        {
            store = Open(options, @lock);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }

        try
        {
            await store.EndLostAsync(cancellation);
            await store.ReapAsync(cancellation);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }

        store._pruning = store.PruneRegularlyAsync();
        return store;
    }

    internal WriteQueue Writer => _writer;

    /// <summary>Executions that somebody follows.</summary>
    internal int Followed => _eventWaiters.Count;

    /// <summary>What is accepted is written; waits end with <see cref="OperationCanceledException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _closing.CancelAsync();
        _due.Dispose();
        await _pruning;
        _writer.Dispose();
        _readers.Dispose();
        _session.Dispose();
        _lock.Dispose();
    }

    private static SqliteStore Open(SqliteStoreOptions options, DataFolderLock @lock)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteDatabase.OpenWriter(options.Folder);
            SqliteSchema.Migrate(connection, SqliteSchema.Steps, options.Folder);
            return new SqliteStore(options, @lock, connection);
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            if (exception is SqliteException broken)
                throw SqliteErrors.Explain(broken, options.Folder);
            throw;
        }
    }

    private static void CountUnfinished(SqliteConnection connection, WaitingWork work)
    {
        using var counts = new Statement(connection,
            """
            SELECT queue, grp, limits, state, count(*) FROM executions
            WHERE state IN ('SCHEDULED', 'PENDING', 'RETRY', 'STARTED') AND state <> 'SUCCESS' GROUP BY queue, grp, limits, state
            """);
        while (counts.Step())
        {
            LimitSet? limits = counts.TextOrNull(2) is { } text ? LimitSet.Parse(text) : null;
            work.Count(counts.Text(0), counts.Text(1), limits, counts.State(3), counts.Int32(4));
        }
    }

    private async Task PromoteAsync()
    {
        try
        {
            await ReapAsync(_closing.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (StoreUnavailableException)
        {
            _due.DueAt(_time.GetUtcNow() + TimeSpan.FromSeconds(1));
        }
    }

    private async Task PruneRegularlyAsync()
    {
        using var timer = new PeriodicTimer(PruneInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                try
                {
                    await PruneAsync(_closing.Token);
                }
                catch (StoreUnavailableException)
                {
                    // Who writes next hears of it; the next minute tries again.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
