using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Http.Limits;

namespace Tinpot.Http.Streaming;

/// <summary>Writes an answer in pieces, each of which the client must take in time.</summary>
/// <param name="drop">Closes the connection of a client that does not.</param>
internal sealed class TimedBody(Stream body, TimeProvider clock, Action drop)
{
    /// <summary>The most that is written at once.</summary>
    public const int PieceBytes = 64 * 1024;

    /// <summary>What the system keeps for a reader; left to itself it is up to several megabytes.</summary>
    private const int SocketBytes = 128 * 1024;

    public static TimedBody For(HttpContext context)
    {
        // With HTTP/2 the connection belongs to other answers too
        if (HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            LimitBuffer(socket);
        return new TimedBody(
            context.Response.Body, context.Clock(), () => context.RequestServices.GetRequiredService<SlowReaders>().Drop(context));
    }

    /// <summary>Returns when the client's connection took everything.</summary>
    /// <exception cref="SlowReaderException">The client did not take a piece in time.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        for (int start = 0; start < bytes.Length; start += PieceBytes)
        {
            Task taken = HandOnAsync(bytes.Slice(start, Math.Min(PieceBytes, bytes.Length - start)), cancellation);
            if (!taken.IsCompleted && await IsStuckAsync(taken))
            {
                drop();
                // The buffer is in use until this ends
                await taken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new SlowReaderException();
            }

            await taken;
        }
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

    private async Task HandOnAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        await body.WriteAsync(piece, cancellation);
        await body.FlushAsync(cancellation);
    }

    private async Task<bool> IsStuckAsync(Task taken)
    {
        using var timer = new CancellationTokenSource();
        bool stuck = await Task.WhenAny(taken, Task.Delay(SlowReaders.LongestFlush, clock, timer.Token)) != taken;
        await timer.CancelAsync();
        return stuck;
    }
}
