using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>Reads event batches in order.</summary>
internal sealed class EventReader(StatementSet statements, UnreadableRecords unreadable)
{
    private const string Rows =
        "SELECT fence, first_seq, count, first_line, lines, calls, payload FROM events WHERE execution = ? AND (fence, first_seq) >= (?, ?)";

    private const string InOrder = " ORDER BY fence, first_seq";

    private readonly Statement _execution = statements["SELECT seq FROM executions WHERE id = ?"];

    private readonly Statement _at = statements[
        """
        SELECT fence, first_seq FROM events WHERE execution = ? AND (fence, first_seq) <= (?, ?)
        ORDER BY fence DESC, first_seq DESC LIMIT 1
        """];

    private readonly Statement _atLine = statements[
        """
        SELECT fence, first_seq FROM events WHERE execution = ? AND through_line >= ? AND first_line > 0
        ORDER BY through_line, fence, first_seq LIMIT 1
        """];

    private readonly Statement _tail = statements[
        """
        SELECT fence, first_seq + count - 1, through_line FROM events WHERE execution = ?
        ORDER BY fence DESC, first_seq DESC LIMIT 1
        """];

    private readonly Statement _all = statements[Rows + InOrder];
    private readonly Statement _lines = statements[Rows + " AND first_line > 0" + InOrder];
    private readonly Statement _calls = statements[Rows + " AND calls > 0" + InOrder];
    private readonly Statement _lineCalls = statements[Rows + " AND first_line > 0 AND calls > 0" + InOrder];

    public IReadOnlyList<EventBatch> Read(Guid id, EventRange range)
    {
        if (Execution(id) is not { } execution)
            return [];
        // The batch that holds the event may begin before it.
        EventId from = Position(_at.Add(execution).Add(range.After.Fence).Add(range.After.Sequence)) ?? EventId.Start;
        if (range.FromLine is { } line)
        {
            if (Position(_atLine.Add(execution).Add(line)) is not { } atLine)
                return [];
            from = from.CompareTo(atLine) > 0 ? from : atLine;
        }

        Statement rows = (range.FromLine is not null, range.CallsOnly) switch
        {
            (false, false) => _all,
            (true, false) => _lines,
            (false, true) => _calls,
            (true, true) => _lineCalls,
        };
        List<EventBatch> batches = Read(id, rows.Add(execution).Add(from.Fence).Add(from.Sequence), range, out bool passed);
        if (batches.Count == 0 && passed && StoredEvents.UnreadableEnd(range, Tail(id).Last) is { } end)
            batches.Add(end);
        return batches;
    }

    /// <summary>The last event, and the number of the last log line.</summary>
    public (EventId Last, long Line) Tail(Guid id)
    {
        if (Execution(id) is not { } execution || !_tail.Add(execution).Step())
            return default;
        var tail = (new EventId(_tail.Int64(0), _tail.Int64(1)), _tail.Int64(2));
        _tail.Reset();
        return tail;
    }

    /// <param name="passed">A damaged batch, of which the end is not known, was passed over because its beginning was read before.</param>
    private List<EventBatch> Read(Guid id, Statement rows, EventRange range, out bool passed)
    {
        List<EventBatch> batches = [];
        passed = false;
        long bytes = 0;
        while (rows.Step())
        {
            var first = new EventId(rows.Int64(0), rows.Int64(1));
            int count = rows.Int32(2);
            if ((first with { Sequence = first.Sequence + count - 1 }).CompareTo(range.After) <= 0)
                continue;
            ReadOnlySpan<byte> payload = rows.Bytes(6);
            bytes += payload.Length;
            if (batches.Count > 0 && bytes > range.MaxBytes)
            {
                rows.Reset();
                break;
            }

            EventBatch batch = StoredEvents.Check(
                new EventBatch(first, count, rows.Int64(3), rows.Int32(4), rows.Int32(5), payload.ToArray()),
                (damaged, reason) => unreadable.NoteEvent(id, damaged, reason));
            if (batch.Last.CompareTo(range.After) > 0)
                batches.Add(batch);
            else
                passed = true;
        }

        return batches;
    }

    private long? Execution(Guid id)
    {
        if (!_execution.Add(id).Step())
            return null;
        long execution = _execution.Int64(0);
        _execution.Reset();
        return execution;
    }

    private static EventId? Position(Statement statement)
    {
        if (!statement.Step())
            return null;
        var position = new EventId(statement.Int64(0), statement.Int64(1));
        statement.Reset();
        return position;
    }
}
