using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>Waits for several pipes on one thread.</summary>
internal static class DescriptorWait
{
    /// <summary>Returns as soon as one can be read, or the time is over.</summary>
    /// <param name="time"><see cref="Timeout.InfiniteTimeSpan"/> = forever; zero = a look.</param>
    /// <returns>How many can be read; 0 after the time.</returns>
    public static unsafe int Poll(Span<PollDescriptor> descriptors, TimeSpan time)
    {
        long started = SystemClock.Instance.GetTimestamp();
        fixed (PollDescriptor* first = descriptors)
        {
            while (true)
            {
                int ready = Libc.Poll(first, (nuint)descriptors.Length, Milliseconds(time, started));
                if (ready >= 0)
                    return ready;
                NativeError.UnlessInterrupted("poll");
            }
        }
    }

    /// <summary>Whether each of two pipes can be read, as soon as one can, or when the time is over.</summary>
    /// <param name="second">null = there is none any more.</param>
    public static (bool First, bool Second) Readable(SafeHandle first, SafeHandle? second, TimeSpan time)
    {
        Span<PollDescriptor> both = [new(Number(first)), new(second is null ? -1 : Number(second))];
        Poll(both, time);
        return (both[0].Readable, both[1].Readable);
    }

    /// <summary>Takes what is there, at most a buffer; waits only where nothing is and the descriptor blocks.</summary>
    /// <returns>How many bytes; 0 = the end; -1 = a descriptor that does not block holds nothing now.</returns>
    public static unsafe int Read(SafeHandle descriptor, Span<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            while (true)
            {
                nint taken = Libc.Read(descriptor, first, (nuint)buffer.Length);
                if (taken >= 0)
                    return (int)taken;
                if (Marshal.GetLastPInvokeError() == Libc.Error.Again)
                    return -1;
                NativeError.UnlessInterrupted("read");
            }
        }
    }

    /// <summary>For a pipe that the caller keeps open.</summary>
    private static int Number(SafeHandle handle) => (int)handle.DangerousGetHandle();

    /// <summary>Rounded up, or the last part of a millisecond would be waited for in a busy loop.</summary>
    private static int Milliseconds(TimeSpan time, long started)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return -1;
        double left = Math.Ceiling((time - SystemClock.Instance.GetElapsedTime(started)).TotalMilliseconds);
        return (int)Math.Clamp(left, 0, int.MaxValue);
    }
}
