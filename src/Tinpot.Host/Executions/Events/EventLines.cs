namespace Tinpot.Executions.Events;

/// <summary>Walks the events of a batch that come after a given one, each with its number and its JSON.</summary>
internal ref struct EventLines
{
    private ReadOnlySpan<byte> _rest;

    public EventLines(EventBatch batch, EventId after)
    {
        _rest = batch.Payload.Span;
        Id = batch.First with { Sequence = batch.First.Sequence - 1 };
        while (Id.CompareTo(after) < 0 && Next())
        {
        }

        // Reading on from here must not give the line that was skipped last once more
        Json = default;
    }

    /// <summary>Number of the current event.</summary>
    public EventId Id { get; private set; }

    /// <summary>The current event, without line end.</summary>
    public ReadOnlySpan<byte> Json { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        int end = _rest.IndexOf((byte)'\n');
        if (end < 0)
            end = _rest.Length;
        Json = _rest[..end];
        _rest = _rest[Math.Min(end + 1, _rest.Length)..];
        Id = Id with { Sequence = Id.Sequence + 1 };
        return true;
    }

    /// <summary>Whether the batch holds the end of its execution, which is always the last event of its batch.</summary>
    public static bool EndsExecution(EventBatch batch)
    {
        ReadOnlySpan<byte> lines = batch.Payload.Span.TrimEnd((byte)'\n');
        return EventHead.KindOfEvent(lines[(lines.LastIndexOf((byte)'\n') + 1)..]) == EventKind.Complete;
    }
}
