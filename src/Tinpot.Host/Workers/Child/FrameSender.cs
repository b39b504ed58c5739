using Microsoft.Win32.SafeHandles;
using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>A child's way to its host: one frame at a time, each written before its sender goes on.</summary>
/// <remarks>
/// So nothing that an action said is lost with the child. And a frame waits until the host has taken what was printed past
/// <see cref="Console"/>, so that one thread's output stays in order, whichever way it went.
/// </remarks>
internal sealed class FrameSender(SafeFileHandle output, int limit) : IDisposable
{
    /// <summary>A flood keeps the pipe full forever; then order is given up for going on.</summary>
    private static readonly TimeSpan FlushDelay = TimeSpan.FromMilliseconds(250);

    private readonly FileStream _output = new(output, FileAccess.Write, bufferSize: 0);
    private readonly (ulong, long)? _target = TargetOf(output);
    private FrameWriter? _frames;
    private bool _impatient;

    /// <summary>
    /// Whether frames still reach the host. Code that closes a descriptor twice, or one that is not its own, may have closed this
    /// one, and what is opened next gets its number.
    /// </summary>
    public bool LeadsToHost => TargetOf(output) == _target;

    /// <summary>Held from <see cref="Open"/> to the end of the frame.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Where to write the next frame. Under the gate.</summary>
    public FrameWriter Open()
    {
        WaitForOutput();
        return _frames ??= new FrameWriter(_output, limit);
    }

    public void Dispose()
    {
        _frames?.Dispose();
        _output.Dispose();
    }

    private static (ulong, long)? TargetOf(SafeFileHandle descriptor) =>
        ProcessFiles.DescriptorIdentity((int)descriptor.DangerousGetHandle());

    private void WaitForOutput()
    {
        if (ChildDescriptors.WaitingBytes() == 0)
        {
            _impatient = false;
            return;
        }

        long since = SystemClock.Instance.GetTimestamp();
        var pause = default(SpinWait);
        while (!_impatient && ChildDescriptors.WaitingBytes() > 0)
        {
            pause.SpinOnce(sleep1Threshold: -1);
            _impatient = SystemClock.Instance.GetElapsedTime(since) > FlushDelay;
        }
    }
}
