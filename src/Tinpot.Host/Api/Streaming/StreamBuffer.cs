using System.Buffers;
using Microsoft.AspNetCore.Http;
using Tinpot.Http.Limits;
using Tinpot.Http.Streaming;

namespace Tinpot.Api.Streaming;

/// <summary>
/// Collects output and hands it on in pieces of about 64 KiB. It never holds more than one piece and one event, and
/// nothing at all between the pieces, so that ten thousand waiting viewers cost no buffers.
/// </summary>
internal sealed class StreamBuffer(TimedBody body) : IBufferWriter<byte>, IDisposable
{
    private const int PieceBytes = TimedBody.PieceBytes;

    private byte[] _bytes = [];
    private int _used;

    /// <summary>Collects the output of an answer.</summary>
    public static StreamBuffer For(HttpContext context) => new(TimedBody.For(context));

    /// <summary>There is enough to hand on.</summary>
    public bool IsFull => _used >= PieceBytes;

    public bool IsEmpty => _used == 0;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(_used);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_used);
    }

    public void Advance(int count) => _used += count;

    /// <summary>Hands on what was collected; returns when the client's connection took it.</summary>
    /// <exception cref="SlowReaderException">The client did not take it in time.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_used == 0)
            return;
        await body.WriteAsync(_bytes.AsMemory(0, _used), cancellation);
        Dispose();
    }

    public void Dispose()
    {
        byte[] bytes = _bytes;
        (_bytes, _used) = ([], 0);
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _used >= count)
            return;

        // Room for the event that makes it full
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_used + count, PieceBytes + (PieceBytes / 2)));
        _bytes.AsSpan(0, _used).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
