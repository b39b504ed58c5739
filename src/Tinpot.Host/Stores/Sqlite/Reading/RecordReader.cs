using Tinpot.Executions;
using Tinpot.Security;

namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>Reads executions one by one.</summary>
internal sealed class RecordReader(StatementSet statements, UnreadableRecords unreadable)
{
    /// <summary>The columns that <see cref="Read"/> expects, in order.</summary>
    public const string Columns =
        """
        id, state, fence, attempt, priority, cancel_requested, created_at, run_at, started_at, finished_at,
        action, title, grp, queue, contract_hash, requested_by, requested_via, worker, cancelled_by,
        rerun_of, parent_id, root_id, arguments, error, result, duration_ms, seq
        """;

    /// <summary>The place of the number among <see cref="Columns"/>.</summary>
    public const int SeqColumn = 26;

    private static readonly Principal Unknown = new("", "(unreadable)", "", []);

    private readonly Statement _find = statements[$"SELECT {Columns} FROM executions WHERE id = ?"];
    private readonly Statement _state = statements["SELECT state FROM executions WHERE id = ?"];
    private readonly Statement _lease = statements["SELECT state, fence, cancel_requested FROM executions WHERE id = ?"];

    public ExecutionRecord? Find(Guid id)
    {
        if (!_find.Add(id).Step())
            return null;
        ExecutionRecord? record = Read(_find, shown: true);
        _find.Reset();
        return record;
    }

    /// <summary>There is such an execution, and it has not ended. An execution whose state cannot be read does nothing any more.</summary>
    public bool IsUnfinished(Guid id)
    {
        if (!_state.Add(id).Step())
            return false;
        bool unfinished = ExecutionStateNames.TryParseState(_state.Bytes(0), out ExecutionState state) && !ExecutionTransitions.IsTerminal(state);
        _state.Reset();
        return unfinished;
    }

    public LeaseStatus Status(Lease lease)
    {
        if (!_lease.Add(lease.ExecutionId).Step())
            return new LeaseStatus(lease, CancelRequested: false, Lost: true);
        bool owned = _lease.Bytes(0).SequenceEqual(ExecutionState.STARTED.Json().EncodedUtf8Bytes) && _lease.Int64(1) == lease.Fence;
        var status = new LeaseStatus(lease, CancelRequested: owned && _lease.Int64(2) != 0, Lost: !owned);
        _lease.Reset();
        return status;
    }

    /// <param name="shown">Its arguments and result are looked at, so they must be JSON.</param>
    /// <returns>What can be read of it, marked as unreadable; null when that is not even its id.</returns>
    public ExecutionRecord? Read(Statement row, bool shown = false)
    {
        try
        {
            if (shown)
                StoredJson.CheckObject(row.Bytes(22), "arguments");
            if (shown && !row.IsNull(24))
                StoredJson.Check(row.Bytes(24), "result");
            return ReadWhole(row);
        }
        catch (Exception error) when (UnreadableRecords.Is(error))
        {
            Guid? id = row.ValidGuid(0);
            unreadable.Note(row.Int64(SeqColumn), id, error);
            return id is null ? null : ReadRest(row, id.Value, error);
        }
    }

    private static ExecutionRecord ReadWhole(Statement row) => ReadSimple(row, row.Guid(0), row.State(1)) with
    {
        RequestedBy = PrincipalJson.Read(row.Bytes(15)),
        CancelledBy = row.IsNull(18) ? null : PrincipalJson.Read(row.Bytes(18)),
        RerunOf = row.GuidOrNull(19),
        ParentId = row.GuidOrNull(20),
        RootId = row.GuidOrNull(21),
        Arguments = row.Bytes(22).ToArray(),
        Error = row.IsNull(23) ? null : ExecutionErrorJson.Read(row.Bytes(23)),
        Result = row.CopyOrNull(24),
    };

    /// <summary>An execution whose state cannot be read does nothing any more.</summary>
    private static ExecutionRecord ReadRest(Statement row, Guid id, Exception why)
    {
        bool known = ExecutionStateNames.TryParseState(row.Bytes(1), out ExecutionState state);
        return ReadSimple(row, id, known ? state : ExecutionState.FAILURE) with
        {
            RerunOf = row.ValidGuid(19),
            ParentId = row.ValidGuid(20),
            RootId = row.ValidGuid(21),
            Error = Writing.SetAsideStep.Error(why),
        };
    }

    /// <summary>All that can be read whatever the row holds.</summary>
    private static ExecutionRecord ReadSimple(Statement row, Guid id, ExecutionState state) => new()
    {
        Id = id,
        State = state,
        Fence = row.Int64(2),
        Attempt = row.Int32(3),
        Priority = row.Int32(4),
        CancelRequested = row.Int64(5) != 0,
        CreatedAt = row.Time(6),
        RunAt = row.TimeOrNull(7),
        StartedAt = row.TimeOrNull(8),
        FinishedAt = row.TimeOrNull(9),
        Duration = Duration(row),
        Action = row.Text(10),
        Title = row.Text(11),
        Group = row.Text(12),
        Queue = row.Text(13),
        ContractHash = row.Text(14),
        RequestedBy = Unknown,
        RequestedVia = row.Text(16),
        Worker = row.TextOrNull(17),
        Arguments = "{}"u8.ToArray(),
    };

    /// <remarks>What ended under an earlier version has only its times.</remarks>
    private static TimeSpan? Duration(Statement row)
    {
        if (row.Int64OrNull(25) is { } stored)
            return TimeSpan.FromMilliseconds(Math.Clamp(stored, 0, int.MaxValue * 1000L));
        if (row.IsNull(8) || row.IsNull(9))
            return null;
        TimeSpan between = row.Time(9) - row.Time(8);
        return between > TimeSpan.Zero ? between : TimeSpan.Zero;
    }
}
