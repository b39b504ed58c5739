using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Tinpot.Platform.Processes;

namespace Tinpot.Runtime.Shells;

/// <summary>Waits for a pipe without reading from it.</summary>
[SupportedOSPlatform("linux")]
internal static class PipeWait
{
    /// <summary>Returns when the pipe holds something or has ended; earlier when a signal comes in between.</summary>
    /// <returns>Whether it can be read without waiting.</returns>
    public static unsafe bool UntilReadable(SafeHandle pipe)
    {
        var descriptor = new PollDescriptor((int)pipe.DangerousGetHandle());
        return Libc.Poll(&descriptor, 1, -1) > 0;
    }
}
