using Microsoft.Data.Sqlite;
using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite.Owning;

/// <summary>Reads and writes the row of the owner.</summary>
internal static class OwnerTable
{
    private const string Columns =
        "token, boot, pid_space, pid, started, machine, host, inode, born, lock_inode, lock_born, beats, beat_at";

    /// <returns>null when the store has no owner, or is too old to have one.</returns>
    public static OwnerRow? Read(SqliteConnection connection)
    {
        if (SqliteDatabase.Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'owner'") == 0)
            return null;
        using var select = new Statement(connection, $"SELECT {Columns} FROM owner");
        return select.Step()
            ? new OwnerRow(
                select.Bytes(0).Length == 16 ? select.Guid(0) : Guid.Empty,
                new ProcessIdentity(select.Text(1), select.Text(2), select.Int32(3), select.Int64(4), select.Text(5), select.Text(6)),
                File(select, 7), File(select, 9), select.Int64(11), select.Int64(12))
            : null;
    }

    /// <summary>Makes the row this one's, unless another was faster than the one that was judged.</summary>
    /// <param name="former">The row that may be replaced.</param>
    /// <returns>Whether it did.</returns>
    public static bool Replace(SqliteConnection connection, OwnerRow? former, OwnerRow next)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        OwnerRow? now = Read(connection);
        if (now?.Token != former?.Token || now?.Beats != former?.Beats)
            return false;
        using (var insert = new Statement(connection, $"INSERT OR REPLACE INTO owner (one, {Columns}) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
        {
            insert.Add(next.Token).Add(next.Process.Boot).Add(next.Process.PidSpace).Add((long)next.Process.Pid).Add(next.Process.Started)
                .Add(next.Process.Machine).Add(next.Process.Host)
                .Add(next.File?.Inode).Add(next.File?.Born).Add(next.Lock?.Inode).Add(next.Lock?.Born).Add(next.Beats).Add(next.BeatAt).Run();
        }

        transaction.Commit();
        return true;
    }

    /// <summary>Leaves the store without an owner, if that can be written.</summary>
    public static void Release(SqliteConnection connection, Guid token)
    {
        try
        {
            using var delete = new Statement(connection, "DELETE FROM owner WHERE token = ?");
            delete.Add(token).Run();
        }
        catch (SqliteException)
        {
            // The next owner finds out that this process is gone
        }
    }

    private static FileIdentity? File(Statement row, int column) =>
        row.IsNull(column) ? null : new FileIdentity(row.Int64(column), row.Int64(column + 1));
}
