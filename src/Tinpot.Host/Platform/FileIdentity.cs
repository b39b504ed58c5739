using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tinpot.Platform;

/// <summary>Which file a path leads to: its inode and, where the file system knows it, when it was created. A copy is another file.</summary>
/// <param name="Born">In nanoseconds since 1970; 0 = unknown.</param>
internal readonly partial record struct FileIdentity(long Inode, long Born)
{
    private const int WorkingFolder = -100;
    private const uint WantsInode = 0x100, WantsBirth = 0x800;

    // struct statx has the same layout everywhere
    private const int Size = 256, MaskAt = 0, InodeAt = 32, BornAt = 80;

    /// <returns>null when there is no such file, or where the system does not tell (not Linux).</returns>
    public static unsafe FileIdentity? Read(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        byte* facts = stackalloc byte[Size];
        try
        {
            if (Statx(WorkingFolder, path, 0, WantsInode | WantsBirth, facts) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var bytes = new ReadOnlySpan<byte>(facts, Size);
        bool born = (BinaryPrimitives.ReadUInt32LittleEndian(bytes[MaskAt..]) & WantsBirth) != 0;
        return new FileIdentity(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[InodeAt..]),
            born
                ? (BinaryPrimitives.ReadInt64LittleEndian(bytes[BornAt..]) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(bytes[(BornAt + 8)..])
                : 0);
    }

    /// <summary>Whether both are the same file, as far as can be known.</summary>
    public bool IsSame(FileIdentity other) => Inode == other.Inode && (Born == 0 || other.Born == 0 || Born == other.Born);

    /// <summary>Whether this user may write the file or folder, by its mode and the file system. It is not opened.</summary>
    public static bool CanWrite(string path) => !OperatingSystem.IsLinux() || Access(path, 2) == 0;

    /// <summary>Whether this user may reach what is in a folder.</summary>
    public static bool CanEnter(string folder) => !OperatingSystem.IsLinux() || Access(folder, 1) == 0;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* facts);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
