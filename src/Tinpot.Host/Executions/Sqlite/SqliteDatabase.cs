using Microsoft.Data.Sqlite;

namespace Tinpot.Executions.Sqlite;

/// <summary>Opens connections to the store's file with the settings that every connection must have.</summary>
internal static class SqliteDatabase
{
    public const string FileName = "tinpot.db";

    /// <summary>The connection that writes; makes the file.</summary>
    public static SqliteConnection OpenWriter(string folder)
    {
        SqliteConnection connection = Open(folder);
        // Only before the first table; lets retention give pages back to the disk.
        Execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
        Execute(connection, "PRAGMA journal_mode = WAL");
        // A commit is on the disk when it returns: accepted is never lost.
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "PRAGMA journal_size_limit = 67108864");
        Execute(connection, "PRAGMA cache_size = -16384");
        return connection;
    }

    public static SqliteConnection OpenReader(string folder)
    {
        SqliteConnection connection = Open(folder);
        Execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

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

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, FileName),
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 5000");
        return connection;
    }
}
