namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>Hands out work: by priority, then in the order in which it became PENDING.</summary>
internal sealed class ClaimStep(WriteSession session)
{
    private readonly Statement _pending = session.Statements[
        $"""
        SELECT {ExecutionHead.Columns}, priority, ready FROM executions
        WHERE state = 'PENDING' AND queue = ? AND grp = ? ORDER BY priority DESC, ready LIMIT ?
        """];

    private readonly Statement _start = session.Statements[
        """
        UPDATE executions SET state = 'STARTED', fence = fence + 1, attempt = attempt + 1, worker = ?, started_at = ?
        WHERE seq = ?
        RETURNING fence, attempt, action, contract_hash, arguments, secrets, requested_by, crashes
        """];

    public List<ClaimedExecution> Run(ClaimRequest request)
    {
        if (session.Effects.AnyDue(session.Now))
            session.Due.Run();
        return [.. Candidates(request).Select(head => Start(head, request.Worker))];
    }

    private IEnumerable<ExecutionHead> Candidates(ClaimRequest request)
    {
        List<(ExecutionHead Head, long Priority, long Ready)> candidates = [];
        foreach ((string queue, string group) in session.Effects.Work.Pairs(request))
        {
            _pending.Add(queue).Add(group).Add((long)request.Most);
            while (_pending.Step())
                candidates.Add((ExecutionHead.Read(_pending), _pending.Int64(9), _pending.Int64(10)));
        }

        candidates.Sort((a, b) => a.Priority != b.Priority ? b.Priority.CompareTo(a.Priority) : a.Ready.CompareTo(b.Ready));
        return candidates.Take(request.Most).Select(candidate => candidate.Head);
    }

    private ClaimedExecution Start(ExecutionHead head, string worker)
    {
        head.Guard(TransitionCause.Claim, ExecutionState.STARTED);
        EventTail tail = session.Events.Tail(head.Seq);
        _start.Add(worker).Add(session.Now).Add(head.Seq).Step();
        var claimed = new ClaimedExecution
        {
            Lease = new Lease(head.Id, _start.Int64(0)),
            Attempt = _start.Int32(1),
            Retries = head.Retries,
            Crashes = _start.Int32(7),
            Action = _start.Text(2),
            ContractHash = _start.Text(3),
            Arguments = _start.Bytes(4).ToArray(),
            Secrets = _start.CopyOrNull(5),
            RequestedBy = PrincipalJson.Read(_start.Bytes(6)),
            LinesBefore = tail.Line,
            BytesBefore = tail.Bytes,
        };
        _start.Run();
        session.Events.Append(head.Seq, tail, tail.Next(claimed.Lease.Fence), buffer =>
            ExecutionEvents.WriteState(buffer, ExecutionState.STARTED, worker, claimed.Attempt));
        session.Effects.Count(head.Queue, head.Group, ExecutionState.PENDING, -1);
        session.Effects.Changed(head.Id);
        return claimed;
    }
}
