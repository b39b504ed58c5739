using Microsoft.Data.Sqlite;

namespace Tinpot.Executions.Sqlite.Reading;

/// <summary>A connection that reads, with everything that reads over it. Used by one at a time.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly SqliteConnection _connection;

    public ReadSession(string folder)
    {
        _connection = SqliteDatabase.OpenReader(folder);
        Statements = new StatementSet(_connection);
        Records = new RecordReader(Statements);
        Lists = new ListReader(Statements);
        Lanes = new LaneReader(Statements);
        Events = new EventReader(Statements);
    }

    public StatementSet Statements { get; }

    public RecordReader Records { get; }

    public ListReader Lists { get; }

    public LaneReader Lanes { get; }

    public EventReader Events { get; }

    public void Dispose()
    {
        Statements.Dispose();
        _connection.Dispose();
    }
}
