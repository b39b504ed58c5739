using Microsoft.Data.Sqlite;
using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>The writer's session, opened again after a failure that may have spoiled it. Used by one thread at a time.</summary>
/// <param name="open">Opens a session on the file that is there.</param>
internal sealed class WriteConnection(WriteSession first, Func<WriteSession> open, StoreFile file) : IDisposable
{
    private WriteSession? _session = first;

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="StoreUnavailableException">The file, or its log, was deleted or replaced.</exception>
    public WriteSession Session
    {
        get
        {
            file.Check();
            if (_session is null)
            {
                _session = open();
                file.Reopened();
            }
            else if (!file.HasLog())
            {
                // Nobody but the connections of this process can read what is only there
                _session.SaveLog();
                throw new StoreUnavailableException(file.LogGone);
            }

            return _session;
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
