using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using EventId = Tinpot.Executions.Events.EventId;

namespace Tinpot.Stores.Sqlite;

/// <summary>
/// Executions whose rows cannot be read, as another program or a damaged disk may leave them. Each is counted and logged once; it
/// holds up no other.
/// </summary>
internal sealed partial class UnreadableRecords(SqliteStoreOptions options)
{
    /// <summary>Records that are remembered, so that each is reported once.</summary>
    private const int MaxRecords = 10_000;

    private readonly ConcurrentDictionary<long, byte> _known = new();
    private readonly ConcurrentDictionary<(Guid Execution, EventId Event), byte> _events = new();

    /// <summary>Whether the failure is one of what was read, not of the reading.</summary>
    public static bool Is(Exception error) =>
        error is not (SqliteException or StoreUnavailableException or OperationCanceledException or OutOfMemoryException or OwnershipLostException);

    /// <param name="seq">The row's number.</param>
    /// <param name="id">The execution; null when its id cannot be read either.</param>
    public void Note(long seq, Guid? id, Exception why)
    {
        if (_known.Count >= MaxRecords || !_known.TryAdd(seq, 0))
            return;
        options.OnUnreadable("execution");
        LogUnreadable(options.Logger, id?.ToString() ?? "(no id)", seq, why.Message);
    }

    /// <summary>Notes an event that is damaged. It is shown as a gap.</summary>
    public void NoteEvent(Guid execution, EventId id, string reason)
    {
        if (_events.Count >= MaxRecords || !_events.TryAdd((execution, id), 0))
            return;
        options.OnUnreadable("event");
        LogEvent(options.Logger, id, execution, reason);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Event} of execution {Execution} cannot be read and is shown as a gap: {Reason}")]
    private static partial void LogEvent(ILogger logger, EventId @event, Guid execution, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Execution {Execution} (row {Row}) cannot be read and is ignored from now on: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string execution, long row, string reason);
}
