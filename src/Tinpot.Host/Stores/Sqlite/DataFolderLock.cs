using System.Globalization;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite;

/// <summary>
/// Keeps a data folder to one host. The operating system holds the lock, so it ends with the process, however that
/// ends. The process id stands in a file beside it, because the locked file cannot be read by others everywhere.
/// </summary>
internal sealed partial class DataFolderLock : IDisposable
{
    private const string LockName = "host.lock";
    private const string ProcessName = "host.pid";
    private const int LockedOnLinux = 11, LockedOnMac = 35, LockedOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _lock;

    private DataFolderLock(FileStream @lock, FileIdentity? identity)
    {
        _lock = @lock;
        Identity = identity;
    }

    /// <summary>The lock file; null when the system keeps no locks on it, or does not tell which file it is.</summary>
    public FileIdentity? Identity { get; }

    /// <exception cref="DataFolderLockedException">Another host has it.</exception>
    /// <exception cref="StoreUnavailableException">The folder cannot be made or written.</exception>
    public static DataFolderLock Take(string folder, ILogger logger)
    {
        FileStream? stream = null;
        try
        {
            DataFolder.Create(folder);
            string path = Path.Combine(folder, LockName);
            stream = new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate));
            PrivateFiles.Restrict(path);
            if (PrivateFiles.ModeForOthers(folder) is { } mode)
                LogOpenFolder(logger, folder, mode);
            WriteProcess(folder);
            return new DataFolderLock(stream, IsLocked(path) ? FileIdentity.Read(path) : null);
        }
        catch (IOException error) when (stream is null && error.HResult is LockedOnLinux or LockedOnMac or LockedOnWindows)
        {
            (int? pid, string? host) = ReadProcess(folder);
            throw new DataFolderLockedException(folder, pid, host);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new StoreUnavailableException(DataFolderErrors.Explain(error, folder), error);
        }
    }

    /// <summary>The files of a lock.</summary>
    public static string[] FilesIn(string folder) => [Path.Combine(folder, LockName), Path.Combine(folder, ProcessName)];

    public void Dispose() => _lock.Dispose();

    /// <summary>Whether the lock keeps others out: a setting can switch that off, and some file systems do not have it.</summary>
    private static bool IsLocked(string path)
    {
        try
        {
            using FileStream second = new(path, PrivateFiles.Options(FileMode.OpenOrCreate));
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void WriteProcess(string folder)
    {
        string path = Path.Combine(folder, ProcessName);
        PrivateFiles.Restrict(path);
        using var writer = new StreamWriter(new FileStream(path, PrivateFiles.Options(FileMode.Create)));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{Environment.MachineName}\n"));
    }

    private static (int? Process, string? Host) ReadProcess(string folder)
    {
        try
        {
            string[] lines = File.ReadAllLines(Path.Combine(folder, ProcessName));
            return (
                lines.Length > 0 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null,
                lines.Length > 1 ? lines[1] : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Other users can access the data folder {Folder} (mode {Mode}). They cannot read the files of the store, but remove this access too: chmod 700 {Folder}")]
    private static partial void LogOpenFolder(ILogger logger, string folder, string mode);
}
