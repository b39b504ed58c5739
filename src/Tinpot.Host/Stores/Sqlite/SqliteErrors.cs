using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite;

/// <summary>Says in a sentence what a failure of SQLite means for who runs the host.</summary>
internal static class SqliteErrors
{
    public static StoreUnavailableException Explain(SqliteException exception, string folder) => new(exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => DataFolderErrors.DiskFull(folder),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            $"The store in {folder} is damaged ({exception.Message}). Restore {SqliteDatabase.FileName} from a backup, "
            + "or move it away to start with an empty store.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Locked(folder),
        raw.SQLITE_NOMEM => $"This process has too little memory for the store in {folder}. Raise its limit, or run fewer executions at a time (WORKER_CONCURRENCY).",
        // A file in a folder that this user may not enter seems to be gone too
        _ when !File.Exists(SqliteDatabase.PathIn(folder)) && (FileIdentity.CanEnter(folder) || !Directory.Exists(folder)) => StoreFile.Gone(folder),
        // These name only the call that failed, not why: a trial does
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            DataFolderErrors.Find(folder)
            ?? $"The store in {folder} cannot be read or written ({exception.Message.TrimEnd('.')}, extended code {exception.SqliteExtendedErrorCode}). "
            + "See the system log for errors of the disk.",
        _ => $"The store in {folder} failed: {exception.Message}",
    }, exception);

    public static string Locked(string folder) =>
        $"Another program has locked {SqliteDatabase.FileName} in {folder}. Close that program; the store then continues automatically.";

    /// <summary>Whether the connection may be unusable after this failure, while a new one may work.</summary>
    public static bool SpoilsConnection(SqliteException exception) => exception.SqliteErrorCode is
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_NOMEM or raw.SQLITE_MISUSE;
}
