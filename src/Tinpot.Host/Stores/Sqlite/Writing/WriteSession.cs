using Microsoft.Data.Sqlite;
using Tinpot.Executions;
using Tinpot.Stores.Sqlite.Owning;
using Tinpot.Stores.Sqlite.Reading;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>The writer's connection with everything that writes over it. Used by one thread at a time.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStoreOptions _options;
    private readonly CommitEffects _effects;
    private readonly ITransitionEffect[] _changes;
    private readonly Guid _owner;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _owned;
    private readonly Statement _head;

    /// <param name="owner">Under which this process owns the store.</param>
    public WriteSession(
        SqliteConnection connection, SqliteStoreOptions options, CommitEffects effects, UnreadableRecords unreadable, Guid owner)
    {
        // The queue waits by itself: SQLite would wait for the whole time, and lose each race
        SqliteDatabase.Execute(connection, "PRAGMA busy_timeout = 0");
        _connection = connection;
        _owner = owner;
        Unreadable = unreadable;
        _options = options;
        _effects = effects;
        Statements = new StatementSet(connection);
        _changes = [effects, .. options.Effects(Statements)];
        _begin = Statements["BEGIN IMMEDIATE"];
        _commit = Statements["COMMIT"];
        _owned = Statements["SELECT 1 FROM owner WHERE token = ?"];
        _head = Statements[$"SELECT {ExecutionHead.Columns} FROM executions WHERE id = ?"];
        Records = new RecordReader(Statements, unreadable);
        Numbers = new RunningNumbers(connection);
        Events = new EventTable(Statements);
        Limits = new LimitTable(Statements);
        Terminal = new TerminalWriter(this);
        Requeue = new RequeueWriter(this);
        SetAside = new SetAsideStep(this);
        Submit = new SubmitStep(this, options.QueueLimit);
        Claim = new ClaimStep(this);
        Cancel = new CancelStep(this);
        Append = new AppendStep(this);
        Finish = new FinishStep(this);
        Release = new ReleaseStep(this);
        Loss = new LossStep(this);
        Due = new DueStep(this);
        Probe = new ProbeStep(this);
        Retention = new RetentionStep(this, options);
    }

    /// <summary>On the file that is there.</summary>
    public static WriteSession Open(SqliteStoreOptions options, CommitEffects effects, UnreadableRecords unreadable, Guid owner)
    {
        SqliteConnection connection = SqliteDatabase.OpenExistingWriter(options.Folder);
        try
        {
            return new WriteSession(connection, options, effects, unreadable, owner);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public StatementSet Statements { get; }

    public RecordReader Records { get; }

    public RunningNumbers Numbers { get; }

    public EventTable Events { get; }

    public LimitTable Limits { get; }

    public CommitEffects Effects => _effects;

    /// <summary>When the transaction began.</summary>
    public DateTimeOffset Now { get; private set; }

    public TerminalWriter Terminal { get; }

    public RequeueWriter Requeue { get; }

    public UnreadableRecords Unreadable { get; }

    public SetAsideStep SetAside { get; }

    public SubmitStep Submit { get; }

    public ClaimStep Claim { get; }

    public CancelStep Cancel { get; }

    public AppendStep Append { get; }

    public FinishStep Finish { get; }

    public ReleaseStep Release { get; }

    public LossStep Loss { get; }

    public DueStep Due { get; }

    public ProbeStep Probe { get; }

    public RetentionStep Retention { get; }

    public ExecutionHead? Find(Guid id)
    {
        if (!_head.Add(id).Step())
            return null;
        ExecutionHead head = ExecutionHead.Read(_head);
        _head.Reset();
        return head;
    }

    /// <summary>The execution that runs under the lease.</summary>
    /// <exception cref="OwnershipLostException">It has another owner, has ended, or is gone.</exception>
    public ExecutionHead Owned(Lease lease) =>
        Find(lease.ExecutionId) is { State: ExecutionState.STARTED } head && head.Fence == lease.Fence
            ? head
            : throw new OwnershipLostException(lease);

    /// <returns>false when another program holds the database locked.</returns>
    /// <exception cref="StoreUnavailableException">Another process owns the store by now.</exception>
    public bool TryBegin()
    {
        Now = _options.TimeProvider.GetUtcNow();
        try
        {
            _begin.Run();
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            return false;
        }

        if (!_owned.Add(_owner).Step())
            throw StoreTakenOverException.Of(_options.Folder, OwnerTable.Read(_connection));
        _owned.Reset();
        return true;
    }

    public void Commit() => _commit.Run();

    /// <summary>Writes what is in the write-ahead log into the database, as far as no reader still needs it there.</summary>
    public void SaveLog() => SqliteDatabase.Execute(_connection, "PRAGMA wal_checkpoint(PASSIVE)");

    /// <summary>Reads all rows of the statement; sets aside those that cannot be read.</summary>
    /// <param name="unreadable">How many those were.</param>
    public List<ExecutionHead> ReadHeads(Statement rows, out int unreadable)
    {
        List<ExecutionHead> heads = [];
        List<(long Seq, ExecutionState State, string Queue, string Group, Exception Why)> bad = [];
        while (rows.Step())
        {
            if (SetAside.Skipped.Contains(rows.Int64(0)))
                continue;
            try
            {
                heads.Add(ExecutionHead.Read(rows));
            }
            catch (Exception error) when (UnreadableRecords.Is(error))
            {
                bad.Add((rows.Int64(0), rows.State(2), rows.Text(7), rows.Text(8), error));
            }
        }

        foreach ((long seq, ExecutionState state, string queue, string group, Exception why) in bad)
            SetAside.RunCounted(seq, state, queue, group, why);
        unreadable = bad.Count;
        return heads;
    }

    /// <summary>Changes state, or sets aside what cannot be read.</summary>
    public void Move(ExecutionHead head, Action move)
    {
        try
        {
            move();
        }
        catch (Exception error) when (UnreadableRecords.Is(error))
        {
            SetAside.RunCounted(head.Seq, head.State, head.Queue, head.Group, error);
        }
    }

    /// <summary>Writes what belongs to a change of state. Every step that changes one calls it once.</summary>
    public void Changed(in WrittenTransition transition)
    {
        foreach (ITransitionEffect effect in _changes)
            effect.Write(transition);
    }

    public void Rollback()
    {
        Statements.Reset();
        _effects.Undo();
        // A full disk may have ended the transaction already.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            Statements["ROLLBACK"].Run();
    }

    public void Dispose()
    {
        Statements.Dispose();
        _connection.Dispose();
    }
}
