using System.Buffers;
using System.Text.Json;

namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>Takes over what ran when its process died.</summary>
internal sealed class LossStep(WriteSession session)
{
    /// <summary>Executions per transaction, so that nobody waits long for the writer.</summary>
    private const int Batch = 100;

    private const string Message = "The process that ran this action ended before the action did.";

    private static readonly ExecutionOutcome Lost = ExecutionOutcome.Failure(new ExecutionError(
        "lost", Message + " How far it came shows its log; run it again if that is safe.", FailureReason.Lost));

    private readonly Statement _started = session.Statements[
        $"SELECT {ExecutionHead.Columns} FROM executions WHERE state = 'STARTED' AND state <> 'SUCCESS' ORDER BY seq LIMIT ?"];

    /// <returns>How many there were; call again until none.</returns>
    public int Run()
    {
        List<ExecutionHead> lost = [];
        _started.Add((long)Batch);
        while (_started.Step())
            lost.Add(ExecutionHead.Read(_started));
        foreach (ExecutionHead head in lost)
            End(head);
        return lost.Count;
    }

    private void End(ExecutionHead head)
    {
        long fence = head.Fence + 1;
        EventTail tail = session.Events.Tail(head.Seq);
        var line = new ArrayBufferWriter<byte>();
        WriteLine(line, session.Now, tail.Line + 1);
        tail = session.Events.Append(
            head.Seq, tail, new EventBatch(tail.Next(fence), 1, tail.Line + 1, 1, 0, line.WrittenMemory));
        if (head.CancelRequested)
            session.Ending.Run(head, TransitionCause.Loss, ExecutionOutcome.Revoked, fence, tail);
        else if (head.Attempt <= head.Retries)
            session.Requeueing.Run(head, TransitionCause.Loss, ExecutionState.PENDING, fence, tail);
        else
            session.Ending.Run(head, TransitionCause.Loss, Lost, fence, tail);
    }

    private static void WriteLine(IBufferWriter<byte> buffer, DateTimeOffset time, long line)
    {
        using (var writer = new Utf8JsonWriter(buffer, ExecutionEvents.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "log"u8);
            writer.WriteStartObject("data"u8);
            writer.WriteString("timestamp"u8, MomentText.Of(time));
            writer.WriteNumber("line"u8, line);
            writer.WriteString("level"u8, "ERROR"u8);
            writer.WriteString("message"u8, Message);
            writer.WriteNumber("call_depth"u8, 0);
            writer.WriteString("call_id"u8, "0"u8);
            writer.WriteString("stream"u8, "log"u8);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }
}
