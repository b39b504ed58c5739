using System.IO.Pipes;
using System.Runtime.InteropServices;
using Tinpot.Platform.Processes;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

/// <summary>Sends frames to a child, one at a time, and tells whether the child has read the last start.</summary>
/// <param name="limit">A payload of more bytes is refused instead of sent.</param>
internal sealed class ControlPipe(PipeStream pipe, int limit) : IDisposable
{
    /// <summary>Nobody reads any more, so a frame that is still being sent breaks off at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SafeHandle _handle = pipe.SafePipeHandle;
    private readonly FrameWriter _frames = new(pipe, limit);
    private readonly Lock _sending = new();
    private volatile bool _startSent;

    /// <summary>Bytes that were sent after the start; null = a frame broke off, and how much of it was sent is unknown.</summary>
    private long? _behind = 0;

    /// <summary>A start is to be sent. Until that is done, the child cannot have read it.</summary>
    public void ExpectStart() => _startSent = false;

    public void Send(StartMessage start, ulong tag)
    {
        lock (_sending)
        {
            start.Send(_frames, tag);
            _behind = 0;
            _startSent = true;
        }
    }

    public void Send<TMessage>(TMessage message)
        where TMessage : IFrameMessage
    {
        lock (_sending)
        {
            long? behind = _behind;
            _behind = null;
            _frames.Send(message);
            _behind = behind + _frames.Sent;
        }
    }

    /// <summary>
    /// Whether the child has not read all of the last start, and so cannot have begun that execution. Asked when the child has ended;
    /// false when it is not certain.
    /// </summary>
    /// <remarks>The system keeps what a pipe holds as long as one of its ends is open.</remarks>
    public bool HoldsStart()
    {
        if (!_sending.TryEnter(Patience))
            return false;
        try
        {
            return !_startSent || PipeContent.Waiting(_handle) > _behind;
        }
        finally
        {
            _sending.Exit();
        }
    }

    /// <summary>The child reads the end of the pipe.</summary>
    public void Close() => pipe.Dispose();

    public void Dispose()
    {
        Close();
        _frames.Dispose();
    }
}
