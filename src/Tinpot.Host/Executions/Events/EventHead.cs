namespace Tinpot.Executions.Events;

/// <summary>What an event is, read from its first bytes. Nothing else distinguishes events.</summary>
/// <param name="Kind">Its type; <see cref="EventKind.Unknown"/> for one of a later version.</param>
/// <param name="DataOffset">Where the data begins; 0 when the event has none.</param>
internal readonly record struct EventHead(EventKind Kind, int DataOffset)
{
    private static readonly EventKind[] Kinds = [.. Enum.GetValues<EventKind>().Where(kind => kind != EventKind.Unknown)];

    /// <param name="json">The event without its line end.</param>
    /// <returns>false when it does not begin as an event does.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out EventHead head)
    {
        head = default;
        if (!json.StartsWith(EventFormat.Start))
            return false;
        ReadOnlySpan<byte> rest = json[EventFormat.Start.Length..];
        int length = rest.IndexOf((byte)'"');
        if (length < 0)
            return false;
        head = new EventHead(KindOf(rest[..length]), 0);
        if (rest[length..].StartsWith(EventFormat.DataStart))
            head = head with { DataOffset = EventFormat.Start.Length + length + EventFormat.DataStart.Length };
        return true;
    }

    /// <summary>The kind of an event; <see cref="EventKind.Unknown"/> also for what is none.</summary>
    public static EventKind KindOfEvent(ReadOnlySpan<byte> json) => TryRead(json, out EventHead head) ? head.Kind : EventKind.Unknown;

    /// <summary>Reads the data of an event of one kind.</summary>
    /// <param name="data">One JSON object.</param>
    /// <returns>false when the event is of another kind, or when its data does not follow its type.</returns>
    public static bool TryReadData(ReadOnlySpan<byte> json, EventKind kind, out ReadOnlySpan<byte> data)
    {
        bool found = TryRead(json, out EventHead head) && head.Kind == kind && head.DataOffset > 0;
        data = found ? json[head.DataOffset..^1] : default;
        return found;
    }

    private static EventKind KindOf(ReadOnlySpan<byte> name)
    {
        foreach (EventKind kind in Kinds)
        {
            if (name.SequenceEqual(EventFormat.NameOf(kind)))
                return kind;
        }

        return EventKind.Unknown;
    }
}
