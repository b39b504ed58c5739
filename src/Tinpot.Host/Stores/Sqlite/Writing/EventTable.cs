using System.Buffers;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Writes event batches, inside the writer's transaction.</summary>
internal sealed class EventTable(StatementSet statements)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    private readonly Statement _tail = statements[
        """
        SELECT fence, first_seq + count - 1, through_line, through_bytes FROM events WHERE execution = ?
        ORDER BY fence DESC, first_seq DESC LIMIT 1
        """];

    private readonly Statement _same = statements[
        """
        SELECT count, first_line, lines, calls, payload FROM events WHERE execution = ? AND fence = ? AND first_seq = ?
        """];

    private readonly Statement _insert = statements["INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"];

    public EventTail Tail(long execution)
    {
        if (!_tail.Add(execution).Step())
            return default;
        var tail = new EventTail(new EventId(_tail.Int64(0), _tail.Int64(1)), _tail.Int64(2), _tail.Int64(3));
        _tail.Reset();
        return tail;
    }

    /// <summary>Whether exactly this batch is stored.</summary>
    public bool Holds(long execution, EventBatch batch)
    {
        if (!_same.Add(execution).Add(batch.First.Fence).Add(batch.First.Sequence).Step())
            return false;
        bool same = _same.Int32(0) == batch.Count && _same.Int64(1) == batch.FirstLine && _same.Int32(2) == batch.Lines
            && _same.Int32(3) == batch.Calls && _same.Bytes(4).SequenceEqual(batch.Payload.Span);
        _same.Reset();
        return same;
    }

    /// <returns>Where the events end now.</returns>
    public EventTail Append(long execution, EventTail tail, EventBatch batch)
    {
        long line = tail.Line;
        if (batch.FirstLine > 0)
        {
            // A batch that begins within a line that an earlier one began counts only the lines after it.
            line = batch.FirstLine + batch.Lines - (batch.FirstLine == tail.Line ? 0 : 1);
        }

        tail = new EventTail(batch.Last, line, tail.Bytes + batch.Payload.Length);
        _insert.Add(execution).Add(batch.First.Fence).Add(batch.First.Sequence).Add((long)batch.Count)
            .Add(batch.FirstLine).Add((long)batch.Lines).Add((long)batch.Calls)
            .Add(tail.Line).Add(tail.Bytes).AddBlob(batch.Payload.Span).Run();
        return tail;
    }

    /// <summary>Appends one event without log lines that the store itself writes.</summary>
    public EventTail Append(long execution, EventTail tail, EventId id, Action<IBufferWriter<byte>> write)
    {
        _buffer.ResetWrittenCount();
        write(_buffer);
        return Append(execution, tail, new EventBatch(id, 1, 0, 0, 0, _buffer.WrittenMemory));
    }
}
