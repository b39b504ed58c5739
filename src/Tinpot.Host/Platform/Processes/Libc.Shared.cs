using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>
/// What Linux has and .NET does not. Only 64-bit-safe shapes: integers and pointers, no structures whose layout differs
/// between the C libraries.
/// </summary>
/// <remarks>These calls are also compiled into <c>Tinpot.Abstractions</c>.</remarks>
internal static partial class Libc
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(int descriptor, nuint request, out int value);
}
