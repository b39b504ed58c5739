using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <remarks>The calls that only the host needs.</remarks>
internal static partial class Libc
{
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(SafeHandle descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    public static unsafe partial int WaitId(int kind, int id, byte* info, int options);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport(Library, EntryPoint = "dup2", SetLastError = true)]
    public static partial int Dup2(int from, int to);

    [LibraryImport(Library, EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSid();

    [LibraryImport(Library, EntryPoint = "getppid")]
    public static partial int GetParent();

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int Prctl(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);

    /// <summary>The user in whose name this process acts.</summary>
    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint GetUser();

    [LibraryImport(Library, EntryPoint = "prlimit", SetLastError = true)]
    public static unsafe partial int ResourceLimit(int process, int resource, ProcessLimits.Limit* value, ProcessLimits.Limit* old);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static unsafe partial nint Syscall(nint number, nint argument1, nint argument2, void* argument3);

    public const int ReadOnlyCloseOnExec = 0x8_0000;

    [LibraryImport(Library, EntryPoint = "umask")]
    public static partial uint Umask(uint mask);

    [LibraryImport(Library, EntryPoint = "readlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial nint ReadLink(string path, byte* target, nuint length);

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static unsafe partial int GetLimit(int resource, ulong* limits);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint ReadDescriptor(int descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OpenFolder(string path);

    [LibraryImport(Library, EntryPoint = "readdir")]
    public static unsafe partial byte* ReadFolder(nint folder);

    [LibraryImport(Library, EntryPoint = "closedir")]
    public static partial int CloseFolder(nint folder);

    /// <summary>Has a signal sent after so many seconds; 0 takes back a former one.</summary>
    [LibraryImport(Library, EntryPoint = "alarm")]
    public static partial uint Alarm(uint seconds);

    [LibraryImport(Library, EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport(Library, EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UnsetVariable(string name);

    [LibraryImport(Library, EntryPoint = "_exit")]
    public static partial void Exit(int code);

    /// <summary>Numbers of <c>errno</c>.</summary>
    public static class Error
    {
        public const int NoProcess = 3;
        public const int Interrupted = 4;
        public const int NoChildren = 10;
        public const int Again = 11;
    }
}
