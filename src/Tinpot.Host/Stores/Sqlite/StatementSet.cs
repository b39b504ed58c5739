using Microsoft.Data.Sqlite;

namespace Tinpot.Stores.Sqlite;

/// <summary>The prepared statements of one connection. Each is compiled once.</summary>
internal sealed class StatementSet(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = [];

    public Statement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out Statement? statement))
                _statements.Add(sql, statement = new Statement(connection, sql));
            return statement;
        }
    }

    /// <summary>Leaves every statement ready for its next use, wherever an exception cut it off.</summary>
    public void Reset()
    {
        foreach (Statement statement in _statements.Values)
            statement.Reset();
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
            statement.Dispose();
    }
}
