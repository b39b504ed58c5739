using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Tinpot.Platform.Processes;

/// <summary>What the system tells this process about itself, read without the cost of <see cref="File"/>.</summary>
internal static class ProcessFiles
{
    private const int OpenFiles = 7;
    private const int LongestTarget = 512;
    private const int LongestStatus = 4096;

    /// <summary>Behind the number of the file, the place in the folder, a length and a type; the same in all C libraries of 64 bits.</summary>
    private const int NameInEntry = 19;

    /// <summary>Files that are created get none of these bits.</summary>
    /// <returns>What it was before.</returns>
    public static uint SetUmask(uint mask) => Libc.Umask(mask);

    /// <summary>The names in a folder that are numbers. <see cref="Directory"/> would also ask where each link leads.</summary>
    /// <exception cref="IOException">The folder cannot be opened.</exception>
    public static unsafe List<int> Numbers(string folder)
    {
        var numbers = new List<int>();
        nint listing = Libc.OpenFolder(folder);
        if (listing == 0)
            throw new IOException($"opendir of {folder} failed.");
        try
        {
            byte* entry;
            while ((entry = Libc.ReadFolder(listing)) is not null)
            {
                ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameInEntry);
                if (Utf8Parser.TryParse(name, out int number, out int length) && length == name.Length)
                    numbers.Add(number);
            }
        }
        finally
        {
            _ = Libc.CloseFolder(listing);
        }

        return numbers;
    }

    /// <summary>Where a symbolic link leads; null when it is none, or gone.</summary>
    public static unsafe string? Link(string path)
    {
        byte* target = stackalloc byte[LongestTarget];
        nint length = Libc.ReadLink(path, target, LongestTarget);
        return length < 0 ? null : Encoding.UTF8.GetString(target, (int)length);
    }

    /// <summary>What a descriptor of this process leads to, by name and number; null when it is closed.</summary>
    public static string? DescriptorLink(int descriptor) => Link($"/proc/self/fd/{descriptor.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>What a descriptor of this process leads to: a path, or only its kind when it has none; null when it is closed.</summary>
    public static string? DescriptorTarget(int descriptor) => DescriptorLink(descriptor) switch
    {
        null => null,
        var target when target.StartsWith("socket:", StringComparison.Ordinal) => "socket",
        var target when target.StartsWith("pipe:", StringComparison.Ordinal) => "pipe",
        var target => target,
    };

    /// <summary>What tells what a descriptor of this process leads to from everything else; null when it is closed.</summary>
    public static (ulong Device, long Inode)? DescriptorIdentity(int descriptor) =>
        FileFacts.Of(descriptor) is { } facts ? (facts.Device, facts.Inode) : null;

    /// <summary>How many descriptors this process has open; 0 when the system does not tell.</summary>
    public static long OpenDescriptors() => FileFacts.Of("/proc/self/fd")?.Size ?? 0;

    /// <summary>How many descriptors this process may have open.</summary>
    public static unsafe long DescriptorLimit()
    {
        ulong* limits = stackalloc ulong[2];
        NativeError.Check(Libc.GetLimit(OpenFiles, limits), "getrlimit");
        return (long)Math.Min(limits[0], long.MaxValue);
    }

    /// <summary>The name of a thread of this process.</summary>
    /// <returns>How many bytes it has; 0 when the thread is gone.</returns>
    public static int ThreadName(int thread, Span<byte> name) =>
        Read($"/proc/self/task/{thread.ToString(CultureInfo.InvariantCulture)}/comm", name);

    public static ProcessStatus Status()
    {
        Span<byte> status = stackalloc byte[LongestStatus];
        status = status[..Read("/proc/self/status", status)];
        return new ProcessStatus((int)Number(status, "\nThreads:\t"u8, default), Number(status, "\nSigIgn:\t"u8, 'x'));
    }

    private static ulong Number(ReadOnlySpan<byte> status, ReadOnlySpan<byte> name, char format)
    {
        int start = status.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(status[(start + name.Length)..], out ulong number, out _, format) ? number : 0;
    }

    private static unsafe int Read(string path, Span<byte> bytes)
    {
        int file = Libc.Open(path, Libc.ReadOnlyCloseOnExec);
        if (file < 0)
            return 0;
        try
        {
            fixed (byte* first = bytes)
                return (int)Math.Max(0, Libc.ReadDescriptor(file, first, (nuint)bytes.Length));
        }
        finally
        {
            Libc.Close(file);
        }
    }
}
