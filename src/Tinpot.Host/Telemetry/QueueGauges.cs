using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;

namespace Tinpot.Telemetry;

/// <summary>
/// How much waits in each queue, which is the same wherever it is asked. A reading returns the last answer of the store, and has it
/// asked again: an instrument cannot wait.
/// </summary>
internal sealed partial class QueueGauges(ExecutionMetrics metrics, IExecutionClient store, ILogger<QueueGauges> logger) : IHostedService
{
    private readonly Lock _lock = new();

    /// <summary>By queue. What was there once and is empty now is 0, or it would seem to wait forever; null while the store says nothing.</summary>
    private IReadOnlyDictionary<string, QueueLoad>? _loads;
    private Task _asking = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Meter meter = metrics.Meter;
        meter.CreateObservableGauge("tinpot.queue.waiting", () => Read(static load => load.Waiting), "{execution}", "Executions that wait and may start now.");
        meter.CreateObservableGauge(
            "tinpot.queue.oldest_wait", () => Read(static load => load.OldestWait.TotalSeconds), "s", "Longest wait of an execution that may start now.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private List<Measurement<T>> Read<T>(Func<QueueLoad, T> value)
        where T : struct
    {
        lock (_lock)
        {
            if (_asking.IsCompleted)
                _asking = AskAsync();
            return [.. (_loads ?? new Dictionary<string, QueueLoad>()).Select(one =>
                new Measurement<T>(value(one.Value), new KeyValuePair<string, object?>(TelemetryTags.Queue, one.Key)))];
        }
    }

    private async Task AskAsync()
    {
        IReadOnlyDictionary<string, QueueLoad>? loads = null;
        try
        {
            IReadOnlyList<LaneLoad> lanes = await store.LanesAsync(CancellationToken.None).ConfigureAwait(false);
            loads = Sum(lanes, _loads?.Keys ?? []);
        }
        catch (Exception error)
        {
            // Old figures would look like present ones
            LogUnknown(error);
        }

        lock (_lock)
            _loads = loads;
    }

    private static Dictionary<string, QueueLoad> Sum(IReadOnlyList<LaneLoad> lanes, IEnumerable<string> known)
    {
        Dictionary<string, QueueLoad> loads = known.ToDictionary(static queue => queue, static _ => default(QueueLoad), StringComparer.Ordinal);
        foreach (IGrouping<string, LaneLoad> queue in lanes.GroupBy(static lane => lane.Lane.Queue, StringComparer.Ordinal))
            loads[queue.Key] = new QueueLoad(queue.Sum(static lane => lane.Waiting), queue.Max(static lane => lane.OldestWaiting) ?? TimeSpan.Zero);
        return loads;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The numbers of waiting executions cannot be read; the gauges report nothing until they can.")]
    private partial void LogUnknown(Exception error);

    private readonly record struct QueueLoad(long Waiting, TimeSpan OldestWait);
}
