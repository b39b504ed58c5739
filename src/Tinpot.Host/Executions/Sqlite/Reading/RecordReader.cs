namespace Tinpot.Executions.Sqlite.Reading;

/// <summary>Reads executions one by one.</summary>
internal sealed class RecordReader(StatementSet statements)
{
    /// <summary>The columns that <see cref="Read"/> expects, in order.</summary>
    public const string Columns =
        """
        id, state, fence, attempt, priority, cancel_requested, created_at, run_at, started_at, finished_at,
        action, title, grp, queue, contract_hash, requested_by, requested_via, worker, cancelled_by,
        rerun_of, parent_id, root_id, arguments, error, result
        """;

    private readonly Statement _find = statements[$"SELECT {Columns} FROM executions WHERE id = ?"];
    private readonly Statement _lease = statements["SELECT state, fence, cancel_requested FROM executions WHERE id = ?"];

    public ExecutionRecord? Find(Guid id)
    {
        if (!_find.Add(id).Step())
            return null;
        ExecutionRecord record = Read(_find);
        _find.Reset();
        return record;
    }

    public LeaseStatus Status(Lease lease)
    {
        if (!_lease.Add(lease.ExecutionId).Step())
            return new LeaseStatus(lease, CancelRequested: false, Lost: true);
        bool owned = _lease.State(0) == ExecutionState.STARTED && _lease.Int64(1) == lease.Fence;
        var status = new LeaseStatus(lease, CancelRequested: owned && _lease.Int64(2) != 0, Lost: !owned);
        _lease.Reset();
        return status;
    }

    public static ExecutionRecord Read(Statement row) => new()
    {
        Id = row.Guid(0),
        State = row.State(1),
        Fence = row.Int64(2),
        Attempt = row.Int32(3),
        Priority = row.Int32(4),
        CancelRequested = row.Int64(5) != 0,
        CreatedAt = row.Time(6),
        RunAt = row.TimeOrNull(7),
        StartedAt = row.TimeOrNull(8),
        FinishedAt = row.TimeOrNull(9),
        Action = row.Text(10),
        Title = row.Text(11),
        Group = row.Text(12),
        Queue = row.Text(13),
        ContractHash = row.Text(14),
        RequestedBy = PrincipalJson.Read(row.Bytes(15)),
        RequestedVia = row.Text(16),
        Worker = row.TextOrNull(17),
        CancelledBy = row.IsNull(18) ? null : PrincipalJson.Read(row.Bytes(18)),
        RerunOf = row.GuidOrNull(19),
        ParentId = row.GuidOrNull(20),
        RootId = row.GuidOrNull(21),
        Arguments = row.Bytes(22).ToArray(),
        Error = row.IsNull(23) ? null : ExecutionErrorJson.Read(row.Bytes(23)),
        Result = row.CopyOrNull(24),
    };
}
