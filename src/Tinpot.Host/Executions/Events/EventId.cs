using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tinpot.Executions.Events;

/// <summary>The number of an event, <c>&lt;fence&gt;-&lt;sequence&gt;</c>: the sequence is dense from 1 within a fence, the fence rises with each owner.</summary>
internal readonly record struct EventId(long Fence, long Sequence) : IComparable<EventId>
{
    /// <summary>Before the first event.</summary>
    public static readonly EventId Start = new(0, 0);

    public int CompareTo(EventId other) =>
        Fence != other.Fence ? Fence.CompareTo(other.Fence) : Sequence.CompareTo(other.Sequence);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Fence}-{Sequence}");

    public static bool TryParse([NotNullWhen(true)] string? text, out EventId id)
    {
        id = default;
        if (text is null || text.IndexOf('-') is not (> 0 and var dash))
            return false;
        if (!long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out long fence)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
            return false;
        id = new EventId(fence, sequence);
        return true;
    }
}
