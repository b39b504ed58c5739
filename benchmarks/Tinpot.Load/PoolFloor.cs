using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tinpot.Load;

/// <summary>
/// The steps of one execution in a child that cannot be avoided, without any of Tinpot's code: one commit for its submission and
/// claim, one round trip to a process that runs already, one commit for its end.
/// </summary>
/// <remarks>Reads lines "1 executions" and answers "executions/s p50 p99", the last two in microseconds.</remarks>
internal sealed class PoolFloor : IDisposable
{
    // About as many as Tinpot's commits change
    private const int PagesOfStart = 11;
    private const int PagesOfEnd = 5;

    private static readonly byte[] Line = [.. Enumerable.Repeat((byte)'.', 255), (byte)'\n'];

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _start;
    private readonly SqliteCommand _end;
    private readonly Process _echo;
    private readonly byte[] _answer = new byte[Line.Length];

    private PoolFloor(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "floor.db")};Pooling=False");
        _connection.Open();
        // The settings of Tinpot's store; a row of the table takes a page of its own
        Command(
            $"""
            PRAGMA auto_vacuum = INCREMENTAL;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -16384;
            CREATE TABLE pages (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, filler BLOB NOT NULL);
            WITH RECURSIVE ids (id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM ids WHERE id < {PagesOfStart})
            INSERT INTO pages SELECT id, 0, zeroblob(3000) FROM ids;
            """).ExecuteNonQuery();
        _start = Command($"UPDATE pages SET number = number + 1 WHERE id <= {PagesOfStart}");
        _end = Command($"UPDATE pages SET number = number + 1 WHERE id <= {PagesOfEnd}");
        _echo = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    public static async Task<int> RunAsync()
    {
        string folder = Environment.GetEnvironmentVariable("TINPOT_DATA")!;
        Directory.CreateDirectory(folder);
        using var floor = new PoolFloor(folder);
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(floor.Run(int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
        return 0;
    }

    public void Dispose()
    {
        _echo.StandardInput.Close();
        _echo.WaitForExit();
        _echo.Dispose();
        _start.Dispose();
        _end.Dispose();
        _connection.Dispose();
    }

    private string Run(int executions)
    {
        double[] times = new double[executions];
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < executions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            _start.ExecuteNonQuery();
            Echo();
            _end.ExecuteNonQuery();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Array.Sort(times);
        return string.Create(
            CultureInfo.InvariantCulture, $"{executions / seconds} {times[executions / 2]} {times[executions * 99 / 100]}");
    }

    private void Echo()
    {
        Stream input = _echo.StandardInput.BaseStream;
        input.Write(Line);
        input.Flush();
        _echo.StandardOutput.BaseStream.ReadExactly(_answer);
    }

    private SqliteCommand Command(string sql)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
