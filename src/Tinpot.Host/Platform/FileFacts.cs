using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tinpot.Platform;

/// <summary>What the system knows of a file without opening it.</summary>
/// <param name="Device">What the file is on; with the inode it tells a file from all others.</param>
/// <param name="Size">In bytes; of <c>/proc/self/fd</c>, since Linux 6.2, how many descriptors are open.</param>
/// <param name="Born">When it was created, in nanoseconds since 1970; 0 = unknown.</param>
internal readonly partial record struct FileFacts(ulong Device, long Inode, long Size, long Born)
{
    private const int WorkingFolder = -100, EmptyPath = 0x1000;
    private const uint WantsInode = 0x100, WantsSize = 0x200, WantsBirth = 0x800;

    // struct statx has the same layout everywhere
    private const int Length = 256, MaskAt = 0, InodeAt = 32, SizeAt = 40, BornAt = 80, DeviceAt = 136;

    /// <returns>null when there is no such file, or where the system does not tell (not Linux).</returns>
    public static FileFacts? Of(string path) => Read(WorkingFolder, path, 0);

    /// <returns>null when the descriptor is closed, or where the system does not tell (not Linux).</returns>
    public static FileFacts? Of(int descriptor) => Read(descriptor, "", EmptyPath);

    private static unsafe FileFacts? Read(int folder, string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        byte* facts = stackalloc byte[Length];
        try
        {
            if (Statx(folder, path, flags, WantsInode | WantsSize | WantsBirth, facts) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var bytes = new ReadOnlySpan<byte>(facts, Length);
        bool born = (BinaryPrimitives.ReadUInt32LittleEndian(bytes[MaskAt..]) & WantsBirth) != 0;
        return new FileFacts(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[DeviceAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[InodeAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[SizeAt..]),
            born
                ? (BinaryPrimitives.ReadInt64LittleEndian(bytes[BornAt..]) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(bytes[(BornAt + 8)..])
                : 0);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* facts);
}
