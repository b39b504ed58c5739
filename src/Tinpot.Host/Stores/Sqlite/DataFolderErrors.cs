using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite;

/// <summary>Says what keeps a data folder from being used: by the number of the system's error, not by its text.</summary>
internal static class DataFolderErrors
{
    private const int NoSuchFile = 2, InputOutput = 5, TooManyInSystem = 23, TooManyInProcess = 24, TooLarge = 27, NoSpace = 28, ReadOnly = 30, Quota = 122;

    /// <summary>What is a trial's size.</summary>
    private const int Bytes = 64 * 1024;

    /// <summary>Tries what a store needs: a new file, some space in it, and the right to write the database.</summary>
    /// <returns>A sentence that says what to do; null when all of it works.</returns>
    public static string? Find(string folder)
    {
        string trial = Path.Combine(folder, $".tinpot-{Environment.ProcessId}-{RandomNames.New()}");
        try
        {
            using (FileStream stream = new(trial, PrivateFiles.Options(FileMode.CreateNew)))
            {
                stream.Write(new byte[Bytes]);
                stream.Flush(flushToDisk: true);
            }

            File.Delete(trial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Delete(trial);
            return Explain(error, folder);
        }

        return Forbidden(folder);
    }

    public static string Explain(Exception error, string folder) => error switch
    {
        UnauthorizedAccessException => Forbidden(folder) ??
            $"This user may not write in the data folder {folder}. Give the folder to the user that runs the host (chown), or set TINPOT_DATA to another folder.",
        DirectoryNotFoundException or FileNotFoundException =>
            $"The data folder {folder} does not exist or cannot be created. Create it, or set TINPOT_DATA to another folder.",
        _ => Number(error) switch
        {
            ReadOnly => $"The data folder {folder} is on a read-only file system. Mount it for writing, or set TINPOT_DATA to another folder.",
            NoSpace when HasSpace(folder) =>
                $"The file system that holds {folder} has no free inodes (df -i). Delete files there; the store then continues automatically.",
            NoSpace => DiskFull(folder),
            Quota => $"The disk quota of this user is used up on the file system that holds {folder}. Free some space or raise the quota; the store then continues automatically.",
            TooLarge => $"This process may not write files as large as the store in {folder}. Raise its limit of the file size (ulimit -f, LimitFSIZE).",
            TooManyInProcess => "This process has too many files open. Raise its limit of open files (ulimit -n, LimitNOFILE).",
            TooManyInSystem => "This machine has too many files open. Raise fs.file-max, or look for a process that keeps too many files open.",
            InputOutput => $"The disk that holds {folder} fails (input/output error). See the system log for its errors.",
            _ => $"The data folder {folder} cannot be used ({error.Message.TrimEnd('.')}). Set TINPOT_DATA to a folder that this user can write.",
        },
    };

    public static string DiskFull(string folder) =>
        $"The disk that holds {folder} is full. Free some space; the store then continues automatically.";

    /// <returns>The number of the system's error (Linux); 0 when it has none.</returns>
    public static int Number(Exception error) => error is IOException ? error.HResult : 0;

    /// <returns>A sentence about a file of the store that this user may not write; null when there is none.</returns>
    private static string? Forbidden(string folder)
    {
        string database = SqliteDatabase.PathIn(folder);
        string[] files = [database, database + "-wal", database + "-shm", .. DataFolderLock.FilesIn(folder)];
        return Array.Find(files, file => File.Exists(file) && !FileIdentity.CanWrite(file)) is { } file
            ? $"This user may not write {file}. Give it to the user that runs the host (chown), or set TINPOT_DATA to another folder."
            : null;
    }

    private static bool HasSpace(string folder)
    {
        try
        {
            // The folder itself may be what could not be created
            string? existing = Path.GetFullPath(folder);
            while (existing is not null && !Directory.Exists(existing))
                existing = Path.GetDirectoryName(existing);
            return existing is not null && new DriveInfo(existing).AvailableFreeSpace >= 2 * Bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was not created, or the same trouble keeps it
        }
    }
}
