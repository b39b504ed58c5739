using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite;

/// <summary>The database as it was opened. What is written to a file that was deleted or replaced since is lost at the next restart.</summary>
internal sealed class StoreFile(string folder)
{
    private const string LogName = SqliteDatabase.FileName + "-wal";

    private readonly FileIdentity? _opened = FileIdentity.Read(SqliteDatabase.PathIn(folder));
    private FileIdentity? _log = LogIn(folder);

    /// <exception cref="StoreUnavailableException">The path leads to another file now, or to none.</exception>
    public void Check()
    {
        if (!Same(_opened, FileIdentity.Read(SqliteDatabase.PathIn(folder))))
            throw new StoreUnavailableException(Gone(folder));
    }

    /// <summary>
    /// Whether the write-ahead log is the one that is written to. It holds what was stored last; SQLite makes a new one only when a
    /// database is opened that nobody else has open.
    /// </summary>
    public bool HasLog() => Same(_log ??= LogIn(folder), LogIn(folder));

    /// <summary>The database was opened again.</summary>
    public void Reopened() => _log = LogIn(folder);

    public static string Gone(string folder) =>
        $"{SqliteDatabase.FileName} in {folder} was deleted or replaced while this host was using it, so nothing can be stored. "
        + "Put the former file back, or restart the host to use the current file.";

    /// <summary>What <see cref="HasLog"/> means for people when it does not hold.</summary>
    public string LogGone =>
        $"{LogName} in {folder} was deleted or replaced while this host was using it, so nothing more can be stored. "
        + $"Everything that was stored before is in {SqliteDatabase.FileName}; restart the host.";

    private static FileIdentity? LogIn(string folder) => FileIdentity.Read(Path.Combine(folder, LogName));

    /// <param name="opened">null = unknown, so nothing can be said.</param>
    private static bool Same(FileIdentity? opened, FileIdentity? now) => opened is not { } known || (now is { } here && here.IsSame(known));
}
