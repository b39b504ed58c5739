using System.Buffers;
using Tinpot.Executions.Events;

namespace Tinpot.Api.Logs;

/// <summary>
/// Keeps the last lines of a log that is read once. When they need too much memory it keeps only where they begin, so that
/// just this part is read again.
/// </summary>
/// <param name="most">How many lines are wanted.</param>
internal sealed class LastLines(long most) : ILogOutput
{
    /// <summary>About as much as one piece of an answer.</summary>
    private const int MostBytes = 64 * 1024;

    /// <summary>What an entry takes besides its text.</summary>
    private const int EntryBytes = 64;

    private const int MostMarks = 512;

    private readonly Queue<Entry> _kept = new();
    private readonly Queue<Mark> _marks = new();
    private readonly long _stride = Math.Max(1, most / MostMarks);
    private Mark? _begin;
    private long _lines;
    private long _lastLine;
    private long _forgotten;
    private int _bytes;

    private enum Kind
    {
        Line,
        Gap,
        Item,
    }

    /// <summary>All of the last lines are kept.</summary>
    public bool IsWhole => _forgotten < First;

    /// <summary>The number of the first wanted line among those that were picked.</summary>
    private long First => Math.Max(1, _lines - most + 1);

    public void Write(EventId id, ReadOnlySpan<byte> json, in LogEvent log)
    {
        if (log.Line != _lastLine)
        {
            _lastLine = log.Line;
            if (_lines++ % _stride == 0)
                _marks.Enqueue(new Mark(_lines, id));
            while (_marks.TryPeek(out Mark mark) && mark.Line < First)
                _begin = _marks.Dequeue();
        }

        Keep(Kind.Line, id, json, _lines);
    }

    // Items and gaps before a line are shown with it
    public void WriteGap(EventId id, ReadOnlySpan<byte> json) => Keep(Kind.Gap, id, json, _lines + 1);

    public void WriteItem(EventId id, ReadOnlySpan<byte> json) => Keep(Kind.Item, id, json, _lines + 1);

    /// <summary>Writes the last lines, when all of them are kept.</summary>
    public void WriteTo(ILogOutput output)
    {
        foreach (Entry entry in _kept)
        {
            ReadOnlySpan<byte> json = entry.Json.AsSpan(0, entry.Length);
            if (entry.Kind == Kind.Gap)
                output.WriteGap(entry.Id, json);
            else if (entry.Kind == Kind.Item)
                output.WriteItem(entry.Id, json);
            else if (LogEvent.TryRead(json, out LogEvent log))
                output.Write(entry.Id, json, log);
        }
    }

    /// <summary>Reads the part with the last lines, when not all of them are kept.</summary>
    /// <param name="end">The last event that was read: what the execution has printed since does not count.</param>
    public LogPicker ReadAgain(LogQuery query, EventId end)
    {
        if (_begin is { } begin)
            query = query with { After = begin.Id with { Sequence = begin.Id.Sequence - 1 } };
        return new LogPicker(query) { Before = (_begin?.Line ?? 1) - 1, Skip = First - 1, End = end };
    }

    private void Keep(Kind kind, EventId id, ReadOnlySpan<byte> json, long line)
    {
        while (_kept.TryPeek(out Entry old) && old.Line < First)
            Drop();
        byte[] copy = ArrayPool<byte>.Shared.Rent(json.Length);
        json.CopyTo(copy);
        _kept.Enqueue(new Entry(kind, id, copy, json.Length, line));
        _bytes += json.Length + EntryBytes;
        while (_bytes > MostBytes)
            _forgotten = Drop().Line;
    }

    private Entry Drop()
    {
        Entry entry = _kept.Dequeue();
        _bytes -= entry.Length + EntryBytes;
        ArrayPool<byte>.Shared.Return(entry.Json);
        return entry;
    }

    /// <param name="Line">It is shown when this line is.</param>
    private readonly record struct Entry(Kind Kind, EventId Id, byte[] Json, int Length, long Line);

    /// <summary>Where a line begins.</summary>
    private readonly record struct Mark(long Line, EventId Id);
}
