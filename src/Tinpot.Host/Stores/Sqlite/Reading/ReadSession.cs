using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>A connection that reads, with everything that reads over it. Used by one at a time.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly SqliteConnection _connection;

    public ReadSession(string folder, UnreadableRecords unreadable)
    {
        _connection = SqliteDatabase.OpenReader(folder);
        Statements = new StatementSet(_connection);
        try
        {
            Records = new RecordReader(Statements, unreadable);
            Lists = new ListReader(Statements, Records);
            Lanes = new LaneReader(Statements);
            Events = new EventReader(Statements, unreadable);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public StatementSet Statements { get; }

    public RecordReader Records { get; }

    public ListReader Lists { get; }

    public LaneReader Lanes { get; }

    public EventReader Events { get; }

    /// <summary>Has a statement that runs end when the wait for it is given up. Dispose it before another uses the session.</summary>
    public CancellationTokenRegistration InterruptOn(CancellationToken cancellation) =>
        cancellation.UnsafeRegister(static connection => raw.sqlite3_interrupt(((SqliteConnection)connection!).Handle), _connection);

    public void Dispose()
    {
        Statements.Dispose();
        _connection.Dispose();
    }
}
