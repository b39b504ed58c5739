namespace Tinpot.Executions.Events;

/// <summary>
/// Consecutive events of one execution under one fence, as viewers will get them. Immutable once stored:
/// after an unknown outcome the identical batch is sent again and is stored once.
/// </summary>
/// <param name="First">Number of the first event.</param>
/// <param name="Count">How many events, at least one; the last is <c>First.Sequence + Count - 1</c>.</param>
/// <param name="FirstLine">Log line number of the first log event in the batch; 0 when it has none.</param>
/// <param name="Lines">How many numbered log lines begin in the batch.</param>
/// <param name="Calls">How many <c>call</c> events the batch holds, so that the call tree reads only those batches.</param>
/// <param name="Payload">The events as UTF-8 JSON, one a line, each line ended by <c>\n</c>: exactly what follows <c>data: </c> on the wire.</param>
internal sealed record EventBatch(EventId First, int Count, long FirstLine, int Lines, int Calls, ReadOnlyMemory<byte> Payload)
{
    public EventId Last => First with { Sequence = First.Sequence + Count - 1 };
}
