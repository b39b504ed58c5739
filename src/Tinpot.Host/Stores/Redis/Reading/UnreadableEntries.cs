using Microsoft.Extensions.Logging;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>
/// Counts the records in Redis that cannot be read, and logs each of them once. One such record never fails the work on others.
/// </summary>
/// <param name="count">Gets the kind of each.</param>
internal sealed partial class UnreadableEntries(TimeProvider clock, ILogger logger, Action<string> count)
{
    /// <summary>Names that are remembered, so that a record that is read again and again is logged once.</summary>
    private const int Remembered = 1_000;

    /// <summary>More in a minute are only counted.</summary>
    private const int LinesPerMinute = 100;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];
    private long? _minute;
    private int _lines;

    /// <param name="kind">execution, key, lane, worker, catalog or event.</param>
    public void Add(string kind, string name, string reason)
    {
        lock (_lock)
        {
            if (!_known.Add(name))
                return;
            _order.Enqueue(name);
            if (_order.Count > Remembered)
                _known.Remove(_order.Dequeue());
            if (_minute is not { } began || clock.GetElapsedTime(began) >= TimeSpan.FromMinutes(1))
                (_minute, _lines) = (clock.GetTimestamp(), 0);
            _lines++;
        }

        count(kind);
        if (_lines < LinesPerMinute)
            LogUnreadable(kind, name, reason);
        else if (_lines == LinesPerMinute)
            LogMany(kind, name, reason);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Redis holds a record that cannot be read ({Kind} {Name}): {Reason}. It is ignored from now on; other work is not affected.")]
    private partial void LogUnreadable(string kind, string name, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Redis holds a record that cannot be read ({Kind} {Name}): {Reason}. There are many of them; further ones in this minute are counted and not logged.")]
    private partial void LogMany(string kind, string name, string reason);
}
