using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Tinpot.Runtime.Shells;

/// <summary>Facts about a pipe that Linux has and <see cref="Stream"/> does not.</summary>
[SupportedOSPlatform("linux")]
internal static partial class PipeWait
{
    private const short Input = 1;
    private const nuint BytesWaiting = 0x541B;

    /// <summary>Returns when the pipe holds something or has ended; earlier when a signal comes in between.</summary>
    /// <returns>Whether it can be read without waiting.</returns>
    public static bool UntilReadable(SafeHandle pipe)
    {
        var descriptor = new Descriptor { Number = (int)pipe.DangerousGetHandle(), Wanted = Input };
        return Poll(ref descriptor, 1, -1) > 0;
    }

    /// <summary>How many bytes lie in the pipe; 0 when it is closed, also by another thread meanwhile.</summary>
    public static int Waiting(SafeHandle pipe)
    {
        bool held = false;
        try
        {
            // Without this the number could be another file's by now
            pipe.DangerousAddRef(ref held);
            return Control((int)pipe.DangerousGetHandle(), BytesWaiting, out int bytes) == 0 ? bytes : 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
        finally
        {
            if (held)
                pipe.DangerousRelease();
        }
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Descriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, out int value);

    private struct Descriptor
    {
        public int Number;
        public short Wanted;
        public short Found;
    }
}
