using Microsoft.Data.Sqlite;

namespace Tinpot.Executions.Sqlite.Writing;

/// <summary>The writer's session, opened again after a failure that may have spoiled it. Used by the writer's thread alone.</summary>
/// <param name="open">Opens a session on the file that is there.</param>
internal sealed class WriteConnection(WriteSession first, Func<WriteSession> open, StoreFile file) : IDisposable
{
    private WriteSession? _session = first;

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="StoreUnavailableException">The file was deleted or replaced.</exception>
    public WriteSession Session
    {
        get
        {
            file.Check();
            return _session ??= open();
        }
    }

    /// <summary>Undoes what the failed transaction wrote, and closes what cannot be used any more.</summary>
    public void Rollback(Exception failure)
    {
        try
        {
            _session?.Rollback();
            if (failure is SqliteException error && SqliteErrors.SpoilsConnection(error))
                Close();
        }
        catch (Exception)
        {
            // The failure is told already. What cannot even be rolled back is closed, which rolls it back.
            Close();
        }
    }

    public void Dispose() => Close();

    private void Close()
    {
        WriteSession? session = _session;
        _session = null;
        try
        {
            session?.Dispose();
        }
        catch (SqliteException)
        {
            // Its handles are gone either way
        }
    }
}
