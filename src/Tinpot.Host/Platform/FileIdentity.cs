using System.Runtime.InteropServices;

namespace Tinpot.Platform;

/// <summary>Which file a path leads to: its inode and, where the file system knows it, when it was created. A copy is another file.</summary>
/// <param name="Born">In nanoseconds since 1970; 0 = unknown.</param>
internal readonly partial record struct FileIdentity(long Inode, long Born)
{
    /// <returns>null when there is no such file, or where the system does not tell (not Linux).</returns>
    public static FileIdentity? Read(string path) => FileFacts.Of(path) is { } facts ? new FileIdentity(facts.Inode, facts.Born) : null;

    /// <summary>Whether both are the same file, as far as can be known.</summary>
    public bool IsSame(FileIdentity other) => Inode == other.Inode && (Born == 0 || other.Born == 0 || Born == other.Born);

    /// <summary>Whether this user may write the file or folder, by its mode and the file system. It is not opened.</summary>
    public static bool CanWrite(string path) => !OperatingSystem.IsLinux() || Access(path, 2) == 0;

    /// <summary>Whether this user may reach what is in a folder.</summary>
    public static bool CanEnter(string folder) => !OperatingSystem.IsLinux() || Access(folder, 1) == 0;

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
