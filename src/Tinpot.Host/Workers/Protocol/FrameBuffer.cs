using System.Buffers.Binary;

namespace Tinpot.Workers.Protocol;

/// <summary>Puts frames together from what a pipe gives.</summary>
/// <param name="limit">A frame whose payload has more bytes is refused before it is taken in.</param>
internal sealed class FrameBuffer(int limit)
{
    private const int MinCapacity = 4 * 1024;
    private const int Kept = 128 * 1024;

    private byte[] _bytes = new byte[MinCapacity];
    private int _start;
    private int _end;

    /// <summary>Nothing is left of what was received: here a pipe may end.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>Room for what comes next, at least for so many bytes. Frames that were taken end here.</summary>
    public Span<byte> GetSpan(int length = MinCapacity)
    {
        Reserve(length);
        return _bytes.AsSpan(_end);
    }

    /// <summary>So many bytes were received.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Takes the next frame if it has come whole. Optional frames that are not known are skipped.</summary>
    /// <exception cref="ProtocolException">The bytes are not a frame.</exception>
    public bool TryTake(out Frame frame)
    {
        while (TryTakeAny(out frame, out bool known))
        {
            if (known)
                return true;
        }

        return false;
    }

    /// <param name="known">Whether the frame that was taken is of a known kind.</param>
    private bool TryTakeAny(out Frame frame, out bool known)
    {
        frame = default;
        known = false;
        ReadOnlySpan<byte> received = _bytes.AsSpan(_start, _end - _start);
        if (received.Length < Frame.HeaderLength)
            return false;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(received);
        if (length > limit)
            throw new ProtocolException($"A frame of {length} bytes came; at most {limit} are allowed.") { IsOverlong = true };
        var kind = (FrameKind)received[Frame.KindOffset];
        known = Enum.IsDefined(kind);
        if (!known && (byte)kind < ChildProtocol.FirstOptionalKind)
            throw new ProtocolException($"A frame of the unknown kind {(byte)kind} came.");
        if (received.Length - Frame.HeaderLength < length)
            return false;
        ulong tag = BinaryPrimitives.ReadUInt64LittleEndian(received[Frame.TagOffset..]);
        frame = new Frame(kind, tag, received.Slice(Frame.HeaderLength, (int)length));
        _start += Frame.HeaderLength + (int)length;
        return true;
    }

    private void Reserve(int length)
    {
        int waiting = _end - _start;
        if (waiting == 0 && _bytes.Length > Kept)
            _bytes = new byte[MinCapacity];
        else if (_start > 0)
            _bytes.AsSpan(_start, waiting).CopyTo(_bytes);
        _start = 0;
        _end = waiting;
        // Grown by what has come, not by what was announced
        if (_bytes.Length - waiting < length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, waiting + length));
    }
}
