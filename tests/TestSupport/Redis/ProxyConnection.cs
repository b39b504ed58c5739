using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Tinpot.Tests.Redis;

/// <summary>One connection through a proxy.</summary>
internal sealed class ProxyConnection(Socket client, RedisProxy proxy)
{
    private const int Most = 16 * 1024 * 1024;
    private const int Piece = 16 * 1024;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _broken = new();
    private readonly Channel<(long Due, byte[] Bytes, bool Last)> _requests = Link();
    private readonly Channel<(long Due, byte[] Bytes, bool Last)> _replies = Link();

    // Answers that are owed to the client, in order; most are the server's to give
    private readonly Queue<ProxyRule> _owed = [];
    private readonly SemaphoreSlim _answering = new(1, 1);

    /// <summary>Of this connection alone.</summary>
    public ProxyLink Own { get; } = new(new Random(0));

    public async Task RunAsync(int target, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _broken.Token);
        client.NoDelay = true;
        try
        {
            await proxy.Requests.OpenAsync(either.Token);
            await _server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target), either.Token);
            Task reading = ReadAsync(client, TakeRequestAsync, either.Token);
            Task asking = WriteAsync(_requests.Reader, _server, proxy.Requests, either.Token);
            Task hearing = ReadAsync(_server, TakeReplyAsync, either.Token);
            Task answering = WriteAsync(_replies.Reader, client, proxy.Replies, either.Token);
            Task first = await Task.WhenAny(reading, asking, hearing, answering);
            await first;
            if (first != reading)
                return;
            // The client went away; what it asked for is under way all the same
            _requests.Writer.Complete();
            await asking;
            _server.Shutdown(SocketShutdown.Send);
            await hearing;
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // It broke, or was broken; both ends learn of it below.
        }
        finally
        {
            Reset();
            _server.Dispose();
        }
    }

    public void Reset()
    {
        _broken.Cancel();
        foreach (Socket socket in (Socket[])[client, _server])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
            {
                // It is closed already
            }

            socket.Close();
        }
    }

    private static async Task ReadAsync(Socket socket, Func<ReadOnlySequence<byte>, CancellationToken, Task> take, CancellationToken cancellation)
    {
        PipeReader reader = PipeReader.Create(new NetworkStream(socket));
        while (true)
        {
            ReadResult read;
            try
            {
                read = await reader.ReadAsync(cancellation);
            }
            catch (IOException)
            {
                return;
            }

            ReadOnlySequence<byte> buffer = read.Buffer;
            while (RespFrames.TryTake(ref buffer, out ReadOnlySequence<byte> frame))
                await take(frame, cancellation);
            if (read.IsCompleted || buffer.Length > Most)
                return;
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private async Task TakeRequestAsync(ReadOnlySequence<byte> frame, CancellationToken cancellation)
    {
        IReadOnlyList<string> words = RespFrames.Words(frame);
        ProxyRule rule = proxy.Rule?.Invoke(words) ?? ProxyRule.Pass;
        await _answering.WaitAsync(cancellation);
        try
        {
            // Subscriptions are answered by pushes, which are nobody's turn
            if (!words[0].EndsWith("SUBSCRIBE", StringComparison.OrdinalIgnoreCase))
                _owed.Enqueue(rule);
            await AnswerAsync(cancellation);
        }
        finally
        {
            _answering.Release();
        }

        if (rule is { Error: null, Garbage: null })
            await _requests.Writer.WriteAsync((DueIn(proxy.Requests), frame.ToArray(), false), cancellation);
    }

    private async Task TakeReplyAsync(ReadOnlySequence<byte> frame, CancellationToken cancellation)
    {
        byte[] bytes = frame.ToArray();
        await _answering.WaitAsync(cancellation);
        try
        {
            ProxyRule rule = bytes[0] != '>' && _owed.TryDequeue(out ProxyRule? owed) ? owed : ProxyRule.Pass;
            await SendAsync(rule.CutAfter is { } some ? bytes[..Math.Min(some, bytes.Length)] : bytes, rule.CutAfter is not null, cancellation);
            await AnswerAsync(cancellation);
        }
        finally
        {
            _answering.Release();
        }
    }

    /// <summary>Gives the answers whose turn it is and that are not the server's.</summary>
    private async Task AnswerAsync(CancellationToken cancellation)
    {
        while (_owed.TryPeek(out ProxyRule? rule) && (rule.Error is not null || rule.Garbage is not null))
        {
            _owed.Dequeue();
            await SendAsync(rule.Garbage ?? Encoding.UTF8.GetBytes($"-{rule.Error}\r\n"), last: false, cancellation);
        }
    }

    private ValueTask SendAsync(byte[] bytes, bool last, CancellationToken cancellation) =>
        _replies.Writer.WriteAsync((DueIn(proxy.Replies), bytes, last), cancellation);

    private async Task WriteAsync(ChannelReader<(long Due, byte[] Bytes, bool Last)> messages, Socket to, ProxyLink link, CancellationToken cancellation)
    {
        await foreach ((long due, byte[] bytes, bool last) in messages.ReadAllAsync(cancellation))
        {
            TimeSpan early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (early > TimeSpan.FromMilliseconds(1))
                await Task.Delay(early, cancellation);
            for (int sent = 0; sent < bytes.Length; sent += Piece)
            {
                await link.OpenAsync(cancellation);
                if (to == _server)
                    await Own.OpenAsync(cancellation);
                Memory<byte> piece = bytes.AsMemory(sent, Math.Min(Piece, bytes.Length - sent));
                await to.SendAsync(piece, cancellation);
                if (link.BytesPerSecond is { } rate)
                    await Task.Delay(TimeSpan.FromSeconds((double)piece.Length / rate), cancellation);
            }

            if (last)
                return;
        }
    }

    private static long DueIn(ProxyLink link) => Stopwatch.GetTimestamp() + (long)(link.Latency().TotalSeconds * Stopwatch.Frequency);

    private static Channel<(long, byte[], bool)> Link() => Channel.CreateBounded<(long, byte[], bool)>(64);
}
