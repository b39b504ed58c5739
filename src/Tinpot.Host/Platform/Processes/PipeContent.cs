using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>How much a pipe holds.</summary>
internal static class PipeContent
{
    private const nuint BytesWaiting = 0x541B;

    /// <summary>Bytes that were written to a pipe and not read; 0 if it is not a pipe.</summary>
    public static int Waiting(int descriptor) => Libc.Ioctl(descriptor, BytesWaiting, out int bytes) == 0 ? bytes : 0;

    /// <summary>Bytes that were written to a pipe and not read; 0 if it is closed, also by another thread meanwhile.</summary>
    public static int Waiting(SafeHandle pipe)
    {
        bool held = false;
        try
        {
            // Without this the number could be another file's by now
            pipe.DangerousAddRef(ref held);
            return Waiting((int)pipe.DangerousGetHandle());
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
}
