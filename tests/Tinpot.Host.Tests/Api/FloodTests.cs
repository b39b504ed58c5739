using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>One action prints very many lines: all of them arrive, in order, once, in bounded memory.</summary>
/// <remarks>TESTS_SCALE=10 makes it the million.</remarks>
public class FloodTests(ITestOutputHelper output)
{
    private const int Length = 100;

    private static readonly int Lines = Scale.Times(100_000);

    [Fact]
    public async Task Every_line_arrives_live_on_replay_and_across_reconnects()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { });
        using var memory = new MemoryWatch();
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_flood", $$"""{"gate": "{{gate}}", "lines": {{Lines}}, "length": {{Length}}}""");
        using SseStream live = await host.Client.StreamAsync(id);
        await live.UntilAsync("state");
        var watch = Stopwatch.StartNew();
        Gates.Open(gate);
        var seen = new LineCheck();
        await seen.TakeAllAsync(live);
        seen.AssertComplete();
        Report("live", watch);

        watch.Restart();
        var again = new LineCheck();
        using (SseStream replay = await host.Client.StreamAsync(id))
            await again.TakeAllAsync(replay);
        again.AssertComplete();
        Report("replay", watch);

        watch.Restart();
        var union = new LineCheck();
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int[] breaks = [.. Enumerable.Range(0, 50).Select(_ => random.Next(1, Lines)).Order()];
        foreach (int at in breaks)
        {
            using SseStream part = await host.Client.StreamAsync(id, union.LastId);
            await union.TakeUntilAsync(part, at);
        }

        using (SseStream rest = await host.Client.StreamAsync(id, union.LastId))
            await union.TakeAllAsync(rest);
        union.AssertComplete();
        Report("50 reconnects", watch);

        output.WriteLine($"working set: {memory.Before >> 20} MiB before, {memory.Peak >> 20} MiB at most");
        Assert.True(memory.Peak - memory.Before < 300L << 20, $"The working set grew from {memory.Before >> 20} to {memory.Peak >> 20} MiB.");
    }

    private void Report(string what, Stopwatch watch) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Lines} lines in {watch.Elapsed.TotalSeconds:F2} s, {Lines / watch.Elapsed.TotalSeconds:F0} lines/s"));

    /// <summary>Checks number, content and order of lines as they come, and keeps none.</summary>
    private sealed class LineCheck
    {
        private long _last;
        private bool _complete;
        private (long Fence, long Sequence) _id = (-1, 0);

        public string? LastId => _id.Fence < 0 ? null : $"{_id.Fence}-{_id.Sequence}";

        public Task TakeAllAsync(SseStream stream) => TakeUntilAsync(stream, long.MaxValue);

        public async Task TakeUntilAsync(SseStream stream, long line)
        {
            while (_last < line && await stream.NextAsync() is { } next)
                Take(next);
        }

        public void AssertComplete()
        {
            Assert.True(_complete);
            Assert.Equal(Lines, _last);
        }

        private void Take(SseEvent next)
        {
            if (next.Id is null)
                return;
            string[] parts = next.Id.Split('-');
            (long fence, long sequence) = (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
            Assert.True(fence == _id.Fence ? sequence == _id.Sequence + 1 : fence > _id.Fence && sequence == 1, $"{next.Id} after {LastId}");
            _id = (fence, sequence);
            using JsonDocument json = JsonDocument.Parse(next.Data);
            switch (json.RootElement.GetProperty("type").GetString())
            {
                case "log":
                    JsonElement data = json.RootElement.GetProperty("data");
                    Assert.Equal(++_last, data.GetProperty("line").GetInt64());
                    Assert.Equal(ApiActions.NumberedLine((int)_last, Length), data.GetProperty("message").GetString());
                    break;
                case "complete":
                    Assert.True(json.RootElement.GetProperty("successful").GetBoolean());
                    _complete = true;
                    break;
                case "gap":
                    Assert.Fail($"A gap at {next.Id}: {next.Data}");
                    break;
            }
        }
    }

    /// <summary>Watches the working set of this process, which is host and client in one.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly Timer _timer;

        public MemoryWatch()
        {
            GC.Collect();
            Before = Peak = Environment.WorkingSet;
            _timer = new Timer(_ => Peak = Math.Max(Peak, Environment.WorkingSet), null, 0, 50);
        }

        public long Before { get; }

        public long Peak { get; private set; }

        public void Dispose() => _timer.Dispose();
    }
}
