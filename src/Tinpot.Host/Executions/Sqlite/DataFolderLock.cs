using System.Globalization;

namespace Tinpot.Executions.Sqlite;

/// <summary>
/// Keeps a data folder to one host. The operating system holds the lock, so it ends with the process, however that
/// ends. The process id stands in a file beside it, because the locked file cannot be read by others everywhere.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string LockName = "host.lock";
    private const string ProcessName = "host.pid";

    private readonly FileStream _lock;

    private DataFolderLock(FileStream @lock) => _lock = @lock;

    /// <exception cref="DataFolderLockedException">Another host has it.</exception>
    /// <exception cref="StoreUnavailableException">The folder cannot be made or written.</exception>
    public static DataFolderLock Take(string folder)
    {
        CreateFolder(folder);
        FileStream stream;
        try
        {
            stream = new FileStream(
                Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException)
        {
            throw new DataFolderLockedException(folder, ReadProcessId(folder));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotWritable(folder, exception);
        }

        try
        {
            File.WriteAllText(
                Path.Combine(folder, ProcessName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            stream.Dispose();
            throw NotWritable(folder, exception);
        }

        return new DataFolderLock(stream);
    }

    public void Dispose() => _lock.Dispose();

    private static void CreateFolder(string folder)
    {
        try
        {
            // Logs and arguments are nobody else's business.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(
                    folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, exception);
        }
    }

    private static int? ReadProcessId(string folder)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(folder, ProcessName));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static StoreUnavailableException NotWritable(string folder, Exception exception) =>
        new($"The data folder {folder} cannot be written ({exception.Message}) "
            + "Give this user write permission, or set TINPOT_DATA to another folder.", exception);
}
