using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Tinpot.Executions.Sqlite;

/// <summary>
/// Executions whose rows cannot be read, as another program or a damaged disk may leave them. Each is counted and logged once; it
/// holds up no other.
/// </summary>
internal sealed partial class UnreadableRecords(SqliteStoreOptions options)
{
    /// <summary>Records that are remembered, so that each is reported once.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<long, byte> _known = new();

    /// <summary>Whether the failure is one of what was read, not of the reading.</summary>
    public static bool Is(Exception error) =>
        error is not (SqliteException or StoreUnavailableException or OperationCanceledException or OutOfMemoryException or OwnershipLostException);

    /// <param name="seq">The row's number.</param>
    /// <param name="id">The execution; null when its id cannot be read either.</param>
    public void Note(long seq, Guid? id, Exception why)
    {
        if (_known.Count >= Most || !_known.TryAdd(seq, 0))
            return;
        options.OnUnreadable();
        LogUnreadable(options.Logger, id?.ToString() ?? "(no id)", seq, why.Message);
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Execution {Execution} (row {Row}) cannot be read and is set aside: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string execution, long row, string reason);
}
