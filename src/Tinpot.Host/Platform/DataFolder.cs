namespace Tinpot.Platform;

/// <summary>The folder of the store and the key: for its owner only, and left out of the git repository it may lie in.</summary>
internal static class DataFolder
{
    private const string IgnoreFile = ".gitignore";

    private static readonly string[] OwnNames = ["key", "host.lock", "host.pid", "lost+found"];
    private static readonly string[] OwnBeginnings = ["tinpot.db", "key.", ".tinpot-"];

    /// <summary>Makes the folder and its <c>.gitignore</c>, whichever is missing.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (HoldsOwnFilesAlone(folder))
            WriteIgnoreFile(Path.Combine(folder, IgnoreFile));
    }

    /// <summary>A folder with other files may be the root of a repository, whose files git must go on to see.</summary>
    private static bool HoldsOwnFilesAlone(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).All(entry => IsOwn(Path.GetFileName(entry)));
        }
        catch (UnauthorizedAccessException)
        {
            // It may be written and not listed
            return false;
        }
    }

    private static bool IsOwn(string name) =>
        OwnNames.Contains(name, StringComparer.Ordinal) || OwnBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    private static void WriteIgnoreFile(string path)
    {
        try
        {
            using var stream = new FileStream(path, PrivateFiles.Options(FileMode.CreateNew));
            try
            {
                stream.Write("*\n"u8);
            }
            catch (IOException)
            {
                // Empty it would ignore nothing and stay forever
                File.Delete(path);
                throw;
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another host of the folder was faster
        }
    }
}
