using System.Buffers;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Takes over what ran when its process died.</summary>
internal sealed class LossStep(WriteSession session)
{
    /// <summary>Executions per transaction, so that nobody waits long for the writer.</summary>
    private const int Batch = 100;

    private readonly Statement _started = session.Statements[
        $"SELECT {ExecutionHead.Columns} FROM executions WHERE state = 'STARTED' AND state <> 'SUCCESS' ORDER BY seq LIMIT ?"];

    private readonly Statement _crashes = session.Statements["SELECT crashes FROM executions WHERE seq = ?"];

    /// <returns>How many there were; call again until none.</returns>
    public int Run()
    {
        _started.Add((long)Batch + session.SetAside.Skipped.Count);
        List<ExecutionHead> lost = session.ReadHeads(_started, out int unreadable);
        foreach (ExecutionHead head in lost)
            session.Move(head, () => End(head));
        return lost.Count + unreadable;
    }

    private void End(ExecutionHead head)
    {
        long fence = head.Fence + 1;
        EventTail tail = session.Events.Tail(head.Seq);
        var line = new ArrayBufferWriter<byte>();
        ExecutionEvents.WriteLoss(line, session.Now, tail.Line + 1);
        tail = session.Events.Append(
            head.Seq, tail, new EventBatch(tail.Next(fence), 1, tail.Line + 1, 1, 0, line.WrittenMemory));
        if (LostExecutionRules.AfterLoss(head.CancelRequested, head.Attempt, head.Retries, Crashes(head)).End is { } end)
            session.Terminal.Run(head, TransitionCause.Loss, end, fence, tail);
        else
            session.Requeue.Run(head, TransitionCause.Loss, ExecutionState.PENDING, fence, tail, crashes: 1);
    }

    private int Crashes(ExecutionHead head)
    {
        _crashes.Add(head.Seq).Step();
        int crashes = _crashes.Int32(0);
        _crashes.Reset();
        return crashes;
    }
}
