using System.Buffers;
using Tinpot.Executions.Events;

namespace Tinpot.Api.Logs;

/// <summary>Picks the wanted lines out of batches and counts them; several events of one long line count once.</summary>
internal sealed class LogPicker(LogQuery query)
{
    private EventId _last = EventId.Start;
    private long _lastLine;

    /// <summary>What is to be read.</summary>
    public EventRange Range => new() { After = query.After, FromLine = query.FromLine };

    /// <summary>Lines picked so far.</summary>
    public long Lines { get; private set; }

    /// <summary>So many lines were picked before what is read.</summary>
    public long Before
    {
        init => Lines = value;
    }

    /// <summary>The first so many picked lines are not written.</summary>
    public long Skip { get; init; }

    /// <summary>Nothing after this event is looked at; null = no end.</summary>
    public EventId? End { get; init; }

    /// <summary>The last event looked at.</summary>
    public EventId Last => _last;

    // Gaps and items have no line of their own; they are shown between lines that are
    private bool ShowsOthers => !query.PicksByContent && Lines >= Skip && (Lines > 0 || query.FromLine is null);

    /// <summary>Writes what is wanted of a batch.</summary>
    /// <returns>Whether what follows may still be wanted.</returns>
    public bool Take(EventBatch batch, ILogOutput output)
    {
        var lines = new EventLines(batch, query.After);
        while (lines.Next())
        {
            if (query.Before is { } before && lines.Id.CompareTo(before) >= 0)
                return false;
            if (End is { } end && lines.Id.CompareTo(end) > 0)
                return false;
            _last = lines.Id;
            if (!LogEvent.TryRead(lines.Json, out LogEvent log))
            {
                if (ShowsOthers)
                    WriteOther(lines.Id, lines.Json, output);
                continue;
            }

            if (!IsWanted(log))
                continue;
            if (log.Line != _lastLine)
            {
                if (Lines - Skip == query.Limit)
                    return false;
                Lines++;
                _lastLine = log.Line;
            }

            if (Lines > Skip)
                output.Write(lines.Id, lines.Json, log);
        }

        return true;
    }

    private static void WriteOther(EventId id, ReadOnlySpan<byte> json, ILogOutput output)
    {
        switch (EventHead.KindOfEvent(json))
        {
            case EventKind.Gap:
                output.WriteGap(id, json);
                break;
            case EventKind.Item:
                output.WriteItem(id, json);
                break;
        }
    }

    private bool IsWanted(in LogEvent log) =>
        log.Line >= (query.FromLine ?? 0)
        && LogQuery.Rank(log.Level) >= query.LeastLevel
        && (query.Search is null || Holds(log, query.Search));

    private static bool Holds(in LogEvent log, string text)
    {
        char[] message = ArrayPool<char>.Shared.Rent(log.MessageBytes);
        int length = log.CopyMessage(message);
        bool holds = message.AsSpan(0, length).Contains(text, StringComparison.OrdinalIgnoreCase);
        ArrayPool<char>.Shared.Return(message);
        return holds;
    }
}
