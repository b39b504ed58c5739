using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite;

/// <summary>
/// A prepared statement, used again and again by one thread at a time. Straight on the native one: a command with
/// its parameters, reader and boxed values costs several times what SQLite itself needs for one of our rows.
/// </summary>
/// <remarks>Add the parameters in order, then <see cref="Run"/>, or <see cref="Step"/> until it returns false.</remarks>
internal sealed class Statement : IDisposable
{
    private static readonly long FirstTime = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LastTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    public Statement Add(long value) => Bound(raw.sqlite3_bind_int64(_statement, ++_bound, value));

    public Statement Add(long? value) => value is { } given ? Add(given) : AddNull();

    public Statement Add(DateTimeOffset time) => Add(time.ToUnixTimeMilliseconds());

    public Statement Add(DateTimeOffset? time) => Add(time?.ToUnixTimeMilliseconds());

    public Statement Add(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return AddBlob(bytes);
    }

    public Statement Add(Guid? id) => id is { } given ? Add(given) : AddNull();

    public Statement Add(ExecutionState state) => AddText(state.Json().EncodedUtf8Bytes);

    public Statement Add(string? text)
    {
        if (text is null)
            return AddNull();
        byte[]? rented = null;
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        AddText(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>Adds UTF-8 text.</summary>
    public Statement AddText(ReadOnlySpan<byte> utf8) =>
        Bound(utf8.IsEmpty
            ? raw.sqlite3_bind_text(_statement, ++_bound, "")
            : raw.sqlite3_bind_text(_statement, ++_bound, utf8));

    public Statement AddText(ReadOnlyMemory<byte>? utf8) => utf8 is { } given ? AddText(given.Span) : AddNull();

    public Statement AddBlob(ReadOnlySpan<byte> bytes) =>
        Bound(bytes.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0)
            : raw.sqlite3_bind_blob(_statement, ++_bound, bytes));

    public Statement AddBlob(ReadOnlyMemory<byte>? bytes) => bytes is { } given ? AddBlob(given.Span) : AddNull();

    public Statement AddNull() => Bound(raw.sqlite3_bind_null(_statement, ++_bound));

    /// <summary>Goes to the next row; false when there is none, and the statement is ready for its next use then.</summary>
    public bool Step()
    {
        _bound = 0;
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        if (code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, _database);
        return false;
    }

    /// <summary>Leaves the remaining rows.</summary>
    public void Reset()
    {
        _bound = 0;
        raw.sqlite3_reset(_statement);
    }

    /// <summary>Runs it to its end, whatever rows it gives.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(_database);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public int Int32(int column) => raw.sqlite3_column_int(_statement, column);

    /// <exception cref="FormatException">It is not an id.</exception>
    public Guid Guid(int column) => Bytes(column) is { Length: 16 } bytes
        ? new Guid(bytes, bigEndian: true)
        : throw new FormatException("An id is not 16 bytes.");

    /// <returns>null when it is not an id.</returns>
    public Guid? ValidGuid(int column) => Bytes(column) is { Length: 16 } bytes ? new Guid(bytes, bigEndian: true) : null;

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    /// <summary>A number that is not a valid time becomes the nearest time.</summary>
    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(Int64(column), FirstTime, LastTime));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public ExecutionState State(int column) => ExecutionStateNames.ParseState(Bytes(column));

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Text or blob as it is stored; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public ReadOnlyMemory<byte>? CopyOrNull(int column) =>
        IsNull(column) ? default(ReadOnlyMemory<byte>?) : Bytes(column).ToArray();

    public void Dispose() => _statement.Dispose();

    private Statement Bound(int code)
    {
        SqliteException.ThrowExceptionForRC(code, _database);
        return this;
    }
}
