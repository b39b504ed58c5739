using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>Records every span of some sources, and gives out those of one trace.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public SpanRecorder(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Waits for so many ended spans of a trace; in the order of their beginning.</summary>
    public async Task<Activity[]> OfAsync(ActivityTraceId trace, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            Activity[] spans = [.. _ended.Where(span => span.TraceId == trace).OrderBy(span => span.StartTimeUtc)];
            if (spans.Length >= count)
                return spans;
            Assert.False(deadline.IsCancellationRequested, $"Only: {string.Join(", ", spans.Select(span => span.DisplayName))}");
            await Task.Delay(5);
        }
    }

    public void Dispose() => _listener.Dispose();
}
