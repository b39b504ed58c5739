using System.Buffers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Api.Limits;

namespace Tinpot.Api.Streaming;

/// <summary>
/// Collects output and hands it on in pieces of about 64 KiB. It never holds more than one piece and one event, and
/// nothing at all between the pieces, so that ten thousand waiting viewers cost no buffers.
/// </summary>
/// <param name="drop">Closes the connection of a reader that does not take a piece in time.</param>
internal sealed class StreamBuffer(Stream body, TimeProvider clock, Action drop) : IBufferWriter<byte>, IDisposable
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>What the system keeps for a reader; left to itself it is up to several megabytes.</summary>
    private const int SocketBytes = 128 * 1024;

    private byte[] _bytes = [];
    private int _used;

    /// <summary>Collects the output of an answer.</summary>
    public static StreamBuffer For(HttpContext context)
    {
        // With HTTP/2 the connection belongs to other answers too
        if (HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            LimitBuffer(socket);
        return new StreamBuffer(
            context.Response.Body, context.Clock(), () => context.RequestServices.GetRequiredService<SlowReaders>().Drop(context));
    }

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
        Task flush = HandOnAsync(cancellation);
        if (!flush.IsCompleted && await IsStuckAsync(flush))
        {
            drop();
            // The buffer is in use until this ends
            await flush.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new SlowReaderException();
        }

        await flush;
        Dispose();
    }

    private static void LimitBuffer(Socket socket)
    {
        try
        {
            socket.SendBufferSize = SocketBytes;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client is gone, as the next write finds out too
        }
    }

    private async Task HandOnAsync(CancellationToken cancellation)
    {
        await body.WriteAsync(_bytes.AsMemory(0, _used), cancellation);
        await body.FlushAsync(cancellation);
    }

    private async Task<bool> IsStuckAsync(Task flush)
    {
        using var timer = new CancellationTokenSource();
        bool stuck = await Task.WhenAny(flush, Task.Delay(SlowReaders.LongestFlush, clock, timer.Token)) != flush;
        await timer.CancelAsync();
        return stuck;
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
