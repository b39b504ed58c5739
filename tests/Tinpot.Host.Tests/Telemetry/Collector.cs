using System.Collections.Concurrent;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>Takes what is exported by OTLP over HTTP with protocol buffers.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, ProtoMessage Message)> _taken = [];
    private EchoServer? _server;

    public string Url => _server!.Url;

    /// <summary>Paths that were posted to: <c>/v1/traces</c>, …</summary>
    public IReadOnlyCollection<string> Paths => [.. _taken.Select(one => one.Path).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<ProtoMessage> Resources(string signal) => [.. All(signal, 1, 1)];

    /// <summary>Spans, metrics or log records.</summary>
    public IReadOnlyList<ProtoMessage> Items(string signal) => [.. All(signal, 1, 2, 2)];

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector._server = await EchoServer.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collector._taken.Enqueue((context.Request.Path, new ProtoMessage(body.ToArray())));
        });
        return collector;
    }

    public async Task UntilAsync(string signal, Func<ProtoMessage, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!Items(signal).Any(condition))
        {
            Assert.False(deadline.IsCancellationRequested, $"Not among the {signal}: {string.Join(", ", Items(signal).Select(item => item.Text(signal == "traces" ? 5 : 1)))}.");
            await Task.Delay(20);
        }
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private IEnumerable<ProtoMessage> All(string signal, params int[] path) =>
        _taken.Where(one => one.Path == $"/v1/{signal}").SelectMany(one => one.Message.All(path));
}
