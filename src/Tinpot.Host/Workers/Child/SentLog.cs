using System.Text.Json;

namespace Tinpot.Workers;

/// <summary>What one execution tells of itself, sent to the host, who keeps its log.</summary>
internal sealed class SentLog
{
    private readonly FrameSender _sender;
    private long _lastCall;
    private long _lastWriter;
    private bool _closed;
    private bool _late;

    public SentLog(FrameSender sender)
    {
        _sender = sender;
        Root = new SentCall(this, 0);
    }

    /// <summary>The action that was started.</summary>
    public SentCall Root { get; }

    /// <summary>Sends a frame; after the end says once that something came too late.</summary>
    public void Send<TState>(FrameKind kind, TState state, Action<Utf8JsonWriter, TState> write)
        where TState : allows ref struct
    {
        lock (_sender.Gate)
        {
            if (!IsOpen())
                return;
            FrameWriter frames = _sender.Open();
            write(frames.Begin(kind), state);
            frames.Send();
        }
    }

    /// <summary>Begins a nested call; its number and its place among the frames are taken together.</summary>
    public SentCall StartCall(long caller, string action, ReadOnlySpan<byte> arguments, Guid? executionId = null)
    {
        lock (_sender.Gate)
        {
            var call = new SentCall(this, ++_lastCall);
            if (!IsOpen())
                return call;
            FrameWriter frames = _sender.Open();
            Utf8JsonWriter json = frames.Begin(FrameKind.CallStarted);
            json.WriteNumber("call"u8, call.Number);
            json.WriteNumber("caller"u8, caller);
            json.WriteString("action"u8, action);
            if (executionId is { } execution)
                json.WriteString("execution_id"u8, execution);
            if (!arguments.IsEmpty)
            {
                json.WritePropertyName("arguments"u8);
                json.WriteRawValue(arguments, skipInputValidation: true);
            }

            frames.Send();
            return call;
        }
    }

    public long NextWriter() => Interlocked.Increment(ref _lastWriter);

    /// <summary>Sends the end; what comes later is dropped.</summary>
    public void Complete(EndMessage end)
    {
        lock (_sender.Gate)
        {
            _closed = true;
            end.Send(_sender.Open());
        }
    }

    private bool IsOpen()
    {
        if (_closed && !_late)
        {
            _late = true;
            FrameWriter frames = _sender.Open();
            frames.Begin(FrameKind.Late);
            frames.Send();
        }

        return !_closed;
    }
}
