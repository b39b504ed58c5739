namespace Tinpot.Platform;

/// <summary>Files that only their owner may read: they hold the key, arguments, results and logs.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>For a file that nobody else opens, created for its owner only.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>Takes the rights of others on a file, if it is there and this user may.</summary>
    public static void Restrict(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return;
        try
        {
            if (File.GetUnixFileMode(path) != OwnerOnly)
                File.SetUnixFileMode(path, OwnerOnly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The file is another user's or cannot be changed: who writes it next hears of it
        }
    }

    /// <returns>The mode of the folder in octal when others than its owner have rights on it; else null.</returns>
    public static string? ModeForOthers(string folder)
    {
        if (OperatingSystem.IsWindows())
            return null;
        UnixFileMode mode = File.GetUnixFileMode(folder);
        return (mode & Others) == 0 ? null : Convert.ToString((int)mode, 8).PadLeft(4, '0');
    }
}
