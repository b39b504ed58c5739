using System.Runtime.InteropServices;

namespace TestActions;

/// <summary>Native code, which writes and crashes past the runtime.</summary>
internal static partial class Libc
{
    private const int FileSize = 1;
    private const int DataSegment = 2;

    public static void WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint written = Write(descriptor, bytes, bytes.Length);
            if (written < 0)
                throw new IOException($"write: {Marshal.GetLastPInvokeErrorMessage()}");
            bytes = bytes[(int)written..];
        }
    }

    /// <summary>Lets the process have so many bytes of memory of its own and no more.</summary>
    public static void LimitData(long bytes)
    {
        if (SetLimit(DataSegment, new Limit(bytes, bytes)) != 0)
            throw new IOException($"setrlimit: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "strlen")]
    public static partial nint LengthOf(nint text);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    /// <summary>Files that are created get none of these bits.</summary>
    [LibraryImport("libc", EntryPoint = "umask")]
    public static partial uint SetUmask(uint mask);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    public static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int DuplicateTo(int descriptor, int place);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Variable(string name);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "alarm")]
    public static partial uint Alarm(uint seconds);

    /// <summary>Ignores a signal.</summary>
    public static void Ignore(int signal) => _ = SetHandler(signal, 1);

    /// <summary>Lets the process write no file that is longer.</summary>
    public static void LimitFiles(long bytes) => _ = SetLimit(FileSize, new Limit(bytes, bytes));

    /// <summary>Writes a line to the standard output of the C library, and flushes it.</summary>
    public static void PutLine(string line)
    {
        _ = Put(line);
        _ = Flush(0);
    }

    [LibraryImport("libc", EntryPoint = "puts", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Put(string line);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int Flush(nint stream);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    private static partial nint SetHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(long Soft, long Hard);
}
