using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite.Owning;

/// <summary>
/// Makes this process the owner of a store, by a row in it: the lock on a file beside it does not hold everywhere, and the file can
/// be deleted. Other processes may still write for a moment; only the owner runs work.
/// </summary>
internal sealed partial class StoreOwnership
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly SqliteConnection _connection;
    private readonly SqliteStoreOptions _options;
    private readonly FileIdentity? _file;
    private readonly FileIdentity? _lock;
    private readonly OwnerCheck _check;

    public StoreOwnership(SqliteConnection connection, SqliteStoreOptions options, FileIdentity? held)
    {
        _connection = connection;
        _options = options;
        _file = FileIdentity.Read(SqliteDatabase.PathIn(options.Folder));
        _lock = held;
        _check = new OwnerCheck(ProcessIdentity.Current, _file, held, ProcessIdentity.StartOf);
    }

    /// <summary>Waits until the owner that the store names is known to be gone.</summary>
    /// <returns>The row that may be replaced.</returns>
    /// <exception cref="DataFolderLockedException">It is at work.</exception>
    public async Task<OwnerRow?> AwaitEndAsync(CancellationToken cancellation)
    {
        TimeProvider clock = _options.TimeProvider;
        long began = clock.GetTimestamp();
        OwnerRow? first = OwnerTable.Read(_connection);
        while (first is not null)
        {
            OwnerRow? now = OwnerTable.Read(_connection);
            if (now is null)
                return null;
            (OwnerLife life, string why) = _check.Judge(now, SystemClock.Uptime);
            if (life == OwnerLife.Alive || now.Token != first.Token || now.Beats != first.Beats)
                throw new DataFolderLockedException(_options.Folder, now.Process.Pid, now.Process.Host);
            if (life == OwnerLife.Unknown && clock.GetElapsedTime(began) >= OwnerCheck.Timeout)
                (life, why) = (OwnerLife.Gone, "it writes no heartbeat");
            if (life == OwnerLife.Gone)
            {
                LogTakenOver(_options.Logger, _options.Folder, now.Process.Pid, now.Process.Host, why);
                return now;
            }

            if (clock.GetElapsedTime(began) < Pause)
                LogWaiting(_options.Logger, now.Process.Pid, now.Process.Host, _options.Folder, (int)OwnerCheck.Timeout.TotalSeconds);
            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    /// <returns>The token under which this process owns the store.</returns>
    /// <exception cref="DataFolderLockedException">Another process took it in the meantime.</exception>
    public Guid Take(OwnerRow? former)
    {
        var own = new OwnerRow(RandomNames.Unique(), ProcessIdentity.Current, _file, _lock, 0, SystemClock.Uptime);
        if (OwnerTable.Replace(_connection, former, own))
            return own.Token;
        OwnerRow? faster = OwnerTable.Read(_connection);
        throw new DataFolderLockedException(_options.Folder, faster?.Process.Pid, faster?.Process.Host);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The store in {Folder} was not closed by process {Pid} on {Host} ({Why}). This host takes it over.")]
    private static partial void LogTakenOver(ILogger logger, string folder, int pid, string host, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Process {Pid} on {Host} owns the store in {Folder} and may still run. This host waits up to {Seconds} seconds for its heartbeat.")]
    private static partial void LogWaiting(ILogger logger, int pid, string host, string folder, int seconds);
}
