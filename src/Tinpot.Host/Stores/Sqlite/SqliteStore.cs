using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Executions.Limits;
using Tinpot.Platform;
using Tinpot.Stores.Sqlite.Owning;
using Tinpot.Stores.Sqlite.Reading;
using Tinpot.Stores.Sqlite.Writing;

namespace Tinpot.Stores.Sqlite;

/// <summary>The embedded store: one file in the data folder, one host on it.</summary>
internal sealed partial class SqliteStore : IExecutionClient, IWorkSource, IAsyncDisposable
{
    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(1);

    private readonly DataFolderLock _lock;
    private readonly TimeProvider _time;
    private readonly WaitingWork _work = new();
    private readonly WorkWaiters _workers;
    private readonly ExecutionWaiters<Guid> _eventWaiters = new();
    private readonly ExecutionEnds _ends = new();
    private readonly CancelRequests _cancels = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly DueTimer _due;
    private readonly WriteConnection _connection;
    private readonly WriteQueue _writer;
    private readonly ReadPool _readers;
    private readonly SupervisedLoop _promoting;
    private readonly SupervisedLoop _tidying;
    private readonly Guid _owner;
    private Task _pruning = Task.CompletedTask;
    private int _disposed;

    private SqliteStore(SqliteStoreOptions options, DataFolderLock @lock, SqliteConnection connection, Guid owner)
    {
        _lock = @lock;
        _owner = owner;
        _time = options.TimeProvider;
        _promoting = options.Loops.Create("timer of the store", options.Logger);
        _tidying = options.Loops.Create("tidying of the store", options.Logger);
        _due = new DueTimer(_time, () => _ = PromoteAsync());
        CountUnfinished(connection, _work);
        var unreadable = new UnreadableRecords(options);
        _workers = new WorkWaiters(_work);
        var effects = new CommitEffects(_work, _eventWaiters, _ends, _cancels, _due);
        _connection = new WriteConnection(
            new WriteSession(connection, options, effects, unreadable, owner),
            () => WriteSession.Open(options, effects, unreadable, owner),
            new StoreFile(options.Folder));
        _writer = new WriteQueue(_connection, effects, _workers, options);
        _readers = new ReadPool(options.Folder, unreadable);
    }

    /// <summary>Opens the store, making it when there is none, and takes over what was left behind: what ran is lost, what waited waits.</summary>
    /// <exception cref="DataFolderLockedException">Another host has the folder.</exception>
    /// <exception cref="StoreUnavailableException">The folder or the file cannot be used; the message says why.</exception>
    public static async Task<SqliteStore> OpenAsync(SqliteStoreOptions options, CancellationToken cancellation = default)
    {
        options = options with { Folder = Path.GetFullPath(options.Folder) };
        DataFolderLock @lock = DataFolderLock.Take(options.Folder, options.Logger);
        SqliteStore store;
        try
        {
            store = await OpenAsync(options, @lock, cancellation);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }

        try
        {
            while (await store._writer.RunAsync(session => session.SetAside.RunUnreachable(), cancellation) > 0)
            {
            }

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

    internal ReadPool Readers => _readers;

    /// <summary>Executions that somebody follows.</summary>
    internal int Followed => _eventWaiters.Count + _ends.Awaited;

    /// <summary>What is accepted is written; waits end with <see cref="OperationCanceledException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        try
        {
            await _closing.CancelAsync();
            _due.Dispose();
            await _pruning;
            await DisownAsync();
        }
        finally
        {
            _writer.Dispose();
            _readers.Dispose();
            _connection.Dispose();
            _lock.Dispose();
        }
    }

    private static async Task<SqliteStore> OpenAsync(SqliteStoreOptions options, DataFolderLock @lock, CancellationToken cancellation)
    {
        SqliteConnection? connection = null;
        Guid owner = Guid.Empty;
        try
        {
            connection = SqliteDatabase.OpenWriter(options.Folder);
            var ownership = new StoreOwnership(connection, options, @lock.Identity);
            OwnerRow? former = await ownership.AwaitEndAsync(cancellation);
            SqliteSchema.Migrate(connection, SqliteSchema.Steps, options.Folder);
            owner = ownership.Take(former);
            return new SqliteStore(options, @lock, connection, owner);
        }
        catch (Exception exception)
        {
            if (owner != Guid.Empty)
                OwnerTable.Release(connection!, owner);
            connection?.Dispose();
            throw exception switch
            {
                SqliteException broken => SqliteErrors.Explain(broken, options.Folder),
                IOException or UnauthorizedAccessException =>
                    new StoreUnavailableException(DataFolderErrors.Explain(exception, options.Folder), exception),
                _ => exception,
            };
        }
    }

    /// <summary>Leaves the store without an owner, so that the next need not ask whether this one is gone.</summary>
    private async Task DisownAsync()
    {
        try
        {
            await _writer.RunAsync(session => session.Statements["DELETE FROM owner WHERE token = ?"].Add(_owner).Run(), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The next owner finds out that this process is gone
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
            try
            {
                LimitSet? limits = counts.TextOrNull(2) is { } text ? LimitSet.Parse(text) : null;
                work.Count(counts.Text(0), counts.Text(1), limits, counts.State(3), counts.Int32(4));
            }
            catch (FormatException)
            {
                // They are set aside before anything runs
            }
        }
    }

    private async Task PromoteAsync()
    {
        bool done = false;
        TimeSpan pause = await _promoting.PassAsync(
            async stopping =>
            {
                await ReapAsync(stopping);
                done = true;
                return TimeSpan.Zero;
            },
            _closing.Token);
        // A store that closes would be asked again at once, and again
        if (!done && !_closing.IsCancellationRequested)
            _due.DueAt(_time.GetUtcNow() + pause);
    }

    private Task PruneRegularlyAsync()
    {
        bool opened = false;
        return _tidying.RunAsync(
            async stopping =>
            {
                if (opened)
                    await PruneAsync(stopping);
                opened = true;
                return PruneInterval;
            },
            _closing.Token);
    }
}
