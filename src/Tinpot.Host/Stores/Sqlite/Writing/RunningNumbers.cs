using Microsoft.Data.Sqlite;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Numbers that only rise, kept by the one writer. A rolled-back transaction leaves a hole, which harms nobody.</summary>
internal sealed class RunningNumbers(SqliteConnection connection)
{
    // The events of a removed execution may still stand under its number.
    private long _seq = Math.Max(
        SqliteDatabase.Scalar(connection, "SELECT max(seq) FROM executions"),
        SqliteDatabase.Scalar(connection, "SELECT max(execution) FROM removals"));

    private long _ready = SqliteDatabase.Scalar(connection, "SELECT max(ready) FROM executions WHERE typeof(ready) = 'integer'");

    /// <summary>Number of a new execution.</summary>
    public long NextSeq() => ++_seq;

    /// <summary>Place in the line of what becomes PENDING.</summary>
    public long NextReady() => ++_ready;
}
