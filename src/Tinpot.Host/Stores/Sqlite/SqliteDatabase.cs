using Microsoft.Data.Sqlite;
using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite;

/// <summary>Opens connections to the store's file with the settings that every connection must have.</summary>
internal static class SqliteDatabase
{
    public const string FileName = "tinpot.db";

    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>The connection that writes; makes the file.</summary>
    public static SqliteConnection OpenWriter(string folder)
    {
        CreateFile(PathIn(folder));
        return OpenExistingWriter(folder);
    }

    /// <summary>The connection that writes, to a file that must be there.</summary>
    public static SqliteConnection OpenExistingWriter(string folder) => Open(
        folder,
        "PRAGMA busy_timeout = 5000",
        // Only before the first table; lets retention give pages back to the disk.
        "PRAGMA auto_vacuum = INCREMENTAL",
        "PRAGMA journal_mode = WAL",
        // A commit is on the disk when it returns: accepted is never lost.
        "PRAGMA synchronous = FULL",
        "PRAGMA journal_size_limit = 67108864",
        "PRAGMA cache_size = -16384");

    public static SqliteConnection OpenReader(string folder) =>
        Open(folder, "PRAGMA busy_timeout = 1000", "PRAGMA query_only = ON");

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    private static SqliteConnection Open(string folder, params ReadOnlySpan<string> settings)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = PathIn(folder),
            // A file that was deleted must not be made again, empty
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            foreach (string setting in settings)
                Execute(connection, setting);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <remarks>
    /// For its owner only; SQLite gives the same mode to the files beside it. A file that is there is not opened, because closing it
    /// would end the locks that this process may have on it.
    /// </remarks>
    private static void CreateFile(string path)
    {
        if (!File.Exists(path))
        {
            using FileStream created = new(path, PrivateFiles.Options(FileMode.OpenOrCreate));
        }

        foreach (string file in (ReadOnlySpan<string>)[path, path + "-wal", path + "-shm"])
            PrivateFiles.Restrict(file);
    }
}
