using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>
/// Hands out work: by priority, then in the order in which it became PENDING, passing over what finds no place under its
/// limits. What starts takes all its places in the same transaction.
/// </summary>
internal sealed class ClaimStep(WriteSession session)
{
    private readonly Statement _pending = session.Statements[
        $"""
        SELECT {ExecutionHead.Columns}, priority, ready FROM executions
        WHERE state = 'PENDING' AND queue = ? AND grp = ? AND limits IS ? ORDER BY priority DESC, ready LIMIT ?
        """];

    private readonly Statement _start = session.Statements[
        """
        UPDATE executions SET state = 'STARTED', fence = fence + 1, attempt = attempt + 1, worker = ?, started_at = ?
        WHERE seq = ?
        RETURNING fence, attempt, action, contract_hash, arguments, secrets, requested_by, crashes,
          coalesce(ready_at, created_at), trace_parent, trace_state
        """];

    public IReadOnlyList<ClaimedExecution> Run(ClaimRequest request)
    {
        if (request.MaxCount == 0)
            return [];
        if (session.Effects.AnyDue(session.Now))
            session.Due.Run();
        List<ClaimedExecution> claimed = [];
        foreach ((ExecutionHead head, WorkLane lane, _, _) in Candidates(request))
        {
            if (claimed.Count == request.MaxCount)
                break;
            // Those before it may have taken the last place.
            if ((lane.Limits is not { } limits || session.Effects.Work.HasRoom(limits)) && Start(head, lane, request.Worker) is { } started)
                claimed.Add(started);
        }

        return claimed;
    }

    private List<(ExecutionHead Head, WorkLane Lane, long Priority, long Ready)> Candidates(ClaimRequest request)
    {
        List<(ExecutionHead Head, WorkLane Lane, long Priority, long Ready)> candidates = [];
        List<(long Seq, WorkLane Lane, Exception Why)> unreadable = [];
        foreach (WorkLane lane in session.Effects.Work.Open(request))
        {
            int known = candidates.Count + unreadable.Count;
            _pending.Add(lane.Queue).Add(lane.Group).Add(lane.Limits?.Text)
                .Add((long)Math.Min(request.MaxCount, lane.AtOnce) + session.SetAside.Skipped.Count);
            while (_pending.Step())
            {
                if (session.SetAside.Skipped.Contains(_pending.Int64(0)))
                    continue;
                try
                {
                    candidates.Add((ExecutionHead.Read(_pending), lane, _pending.Int64(9), _pending.Int64(10)));
                }
                catch (Exception error) when (UnreadableRecords.Is(error))
                {
                    unreadable.Add((_pending.Int64(0), lane, error));
                }
            }

            // What is counted in it cannot be found, so it must not wake waiting workers forever
            if (candidates.Count + unreadable.Count == known)
                session.Effects.Work.Forget(lane);
        }

        foreach ((long seq, WorkLane lane, Exception why) in unreadable)
        {
            session.SetAside.Run(seq, why);
            session.Effects.Count(lane.Queue, lane.Group, lane.Limits, ExecutionState.PENDING, -1);
        }

        candidates.Sort((a, b) => a.Priority != b.Priority ? b.Priority.CompareTo(a.Priority) : a.Ready.CompareTo(b.Ready));
        return candidates;
    }

    /// <returns>null when its row cannot be read.</returns>
    private ClaimedExecution? Start(ExecutionHead head, WorkLane lane, string worker)
    {
        head.Guard(TransitionCause.Claim, ExecutionState.STARTED);
        EventTail tail = session.Events.Tail(head.Seq);
        _start.Add(worker).Add(session.Now).Add(head.Seq).Step();
        ClaimedExecution claimed;
        try
        {
            claimed = Read(head, tail);
        }
        catch (Exception error) when (UnreadableRecords.Is(error))
        {
            _start.Run();
            session.SetAside.RunCounted(head.Seq, head.State, head.Queue, head.Group, error);
            return null;
        }

        _start.Run();
        session.Events.Append(head.Seq, tail, tail.Next(claimed.Lease.Fence), buffer =>
            ExecutionEvents.WriteState(buffer, ExecutionState.STARTED, worker, claimed.Attempt));
        session.Changed(new WrittenTransition(
            head.Id, head.Queue, head.Group, lane.Limits, TransitionCause.Claim, ExecutionState.PENDING, ExecutionState.STARTED));
        session.Effects.Work.Served(lane);
        return claimed;
    }

    private ClaimedExecution Read(ExecutionHead head, EventTail tail)
    {
        StoredJson.CheckEnds(_start.Bytes(4), "arguments");
        if (_start.Int64(0) <= tail.Last.Fence)
            throw new FormatException($"The stored fence is lower than that of the last event, {tail.Last}.");
        return new ClaimedExecution
        {
            Lease = new Lease(head.Id, _start.Int64(0)),
            Attempt = _start.Int32(1),
            Retries = head.Retries,
            Crashes = _start.Int32(7),
            Action = _start.Text(2),
            Queue = head.Queue,
            ContractHash = _start.Text(3),
            Arguments = _start.Bytes(4).ToArray(),
            Secrets = _start.CopyOrNull(5),
            RequestedBy = PrincipalJson.Read(_start.Bytes(6)),
            Waited = session.Now - _start.Time(8),
            Trace = _start.TextOrNull(9) is { } parent ? new TraceContext(parent, _start.TextOrNull(10)) : null,
            LinesBefore = tail.Line,
            BytesBefore = tail.Bytes,
        };
    }
}
