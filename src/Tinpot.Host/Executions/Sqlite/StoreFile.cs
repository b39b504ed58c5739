using Tinpot.Platform;

namespace Tinpot.Executions.Sqlite;

/// <summary>The database as it was opened. What is written to a file that was deleted or replaced since is lost at the next restart.</summary>
internal sealed class StoreFile(string folder)
{
    private readonly FileIdentity? _opened = FileIdentity.Read(SqliteDatabase.PathIn(folder));

    /// <exception cref="StoreUnavailableException">The path leads to another file now, or to none.</exception>
    public void Check()
    {
        if (_opened is not { } opened || (FileIdentity.Read(SqliteDatabase.PathIn(folder)) is { } now && now.IsSame(opened)))
            return;
        throw new StoreUnavailableException(Gone(folder));
    }

    public static string Gone(string folder) =>
        $"{SqliteDatabase.FileName} in {folder} was deleted or replaced while this host was using it, so nothing can be stored. "
        + "Put the former file back, or restart the host to use what is there now.";
}
