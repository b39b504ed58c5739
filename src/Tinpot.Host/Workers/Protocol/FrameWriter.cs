using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Workers.Protocol;

/// <summary>Writes frames, each with one write. For one thread at a time.</summary>
/// <param name="limit">A payload of more bytes is refused instead of sent.</param>
internal sealed class FrameWriter(Stream output, int limit) : IBufferWriter<byte>, IDisposable
{
    private const int MinCapacity = 512;
    private const int Kept = 128 * 1024;

    private byte[] _bytes = new byte[4 * 1024];
    private int _length;
    private Utf8JsonWriter? _json;

    /// <summary>How many bytes the frame had that was sent last.</summary>
    public int Sent => _length;

    /// <summary>Begins a frame; its members are written next, then <see cref="Send()"/>.</summary>
    /// <param name="tag">Names the execution that it belongs to; 0 = none.</param>
    public Utf8JsonWriter Begin(FrameKind kind, ulong tag = 0)
    {
        _length = Frame.HeaderLength;
        _bytes[Frame.KindOffset] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(Frame.TagOffset), tag);
        if (_json is null)
            _json = new Utf8JsonWriter(this, JsonWriting.Plain);
        else
            _json.Reset(this);
        _json.WriteStartObject();
        return _json;
    }

    /// <summary>Sends a message as a frame.</summary>
    /// <param name="rest">What stands behind its object.</param>
    /// <exception cref="ProtocolException">The frame is too long.</exception>
    public void Send<TMessage>(in TMessage message, ulong tag = 0, ReadOnlySpan<byte> rest = default)
        where TMessage : IFrameMessage, allows ref struct
    {
        message.Write(Begin(TMessage.Kind, tag));
        Send(rest);
    }

    /// <exception cref="ProtocolException">The frame is too long.</exception>
    public void Send() => Send(default);

    /// <param name="rest">What stands behind the object.</param>
    /// <exception cref="ProtocolException">The frame is too long.</exception>
    private void Send(ReadOnlySpan<byte> rest)
    {
        _json!.WriteEndObject();
        _json.Flush();
        long payload = (long)_length - Frame.HeaderLength + rest.Length;
        if (payload > limit)
            throw new ProtocolException($"A frame to send has {payload} bytes; at most {limit} are allowed.");
        this.Write(rest);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes, (int)payload);
        output.Write(_bytes, 0, _length);
        if (_bytes.Length > Kept)
            _bytes = new byte[4 * 1024];
    }

    void IBufferWriter<byte>.Advance(int count) => _length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        int needed = _length + Math.Max(sizeHint, MinCapacity);
        if (_bytes.Length < needed)
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        return _bytes.AsMemory(_length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => ((IBufferWriter<byte>)this).GetMemory(sizeHint).Span;

    public void Dispose() => _json?.Dispose();
}
