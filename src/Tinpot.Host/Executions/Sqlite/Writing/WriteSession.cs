using Microsoft.Data.Sqlite;

namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>The writer's connection with everything that writes over it. Used by the writer's thread alone.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStoreOptions _options;
    private readonly CommitEffects _effects;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _head;

    public WriteSession(SqliteConnection connection, SqliteStoreOptions options, CommitEffects effects)
    {
        _connection = connection;
        _options = options;
        _effects = effects;
        Statements = new StatementSet(connection);
        _begin = Statements["BEGIN IMMEDIATE"];
        _commit = Statements["COMMIT"];
        _head = Statements[$"SELECT {ExecutionHead.Columns} FROM executions WHERE id = ?"];
        Numbers = new RunningNumbers(connection);
        Events = new EventTable(Statements);
        Limits = new LimitTable(Statements);
        Ending = new Ending(this);
        Requeueing = new Requeueing(this);
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

    public StatementSet Statements { get; }

    public RunningNumbers Numbers { get; }

    public EventTable Events { get; }

    public LimitTable Limits { get; }

    public CommitEffects Effects => _effects;

    /// <summary>When the transaction began.</summary>
    public DateTimeOffset Now { get; private set; }

    public Ending Ending { get; }

    public Requeueing Requeueing { get; }

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

    public void Begin()
    {
        Now = _options.TimeProvider.GetUtcNow();
        _begin.Run();
    }

    public void Commit()
    {
        _commit.Run();
        _effects.Apply();
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
