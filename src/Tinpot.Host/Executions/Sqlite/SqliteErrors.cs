using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tinpot.Executions.Sqlite;

/// <summary>Says in a sentence what a failure of SQLite means for who runs the host.</summary>
internal static class SqliteErrors
{
    public static StoreUnavailableException Explain(SqliteException exception, string folder) =>
        new(exception.SqliteErrorCode switch
        {
            raw.SQLITE_FULL =>
                $"The disk that holds {folder} is full. Free some space; the store goes on by itself then.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                $"The store in {folder} is damaged ({exception.Message}). Restore {SqliteDatabase.FileName} from a backup, "
                + "or move it away to begin with an empty store.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH =>
                $"The store in {folder} cannot be written ({exception.Message}). Give this user write permission, "
                + "or set TINPOT_DATA to another folder.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"Another program holds {SqliteDatabase.FileName} in {folder} locked. Close it; the store goes on by itself then.",
            raw.SQLITE_IOERR =>
                $"The disk that holds {folder} fails ({exception.Message}). Look at the system's log for its errors.",
            _ => $"The store in {folder} failed: {exception.Message}",
        }, exception);
}
