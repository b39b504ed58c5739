using System.Diagnostics;
using System.Diagnostics.Metrics;
using Tinpot.Executions;
using Tinpot.Platform.Reflection;

namespace Tinpot.Telemetry;

/// <summary>What is counted and timed of executions and of the store. One set for each host; without a listener a measurement costs a look.</summary>
internal sealed class ExecutionMetrics
{
    /// <summary>Seconds; operations take from a blink to a night.</summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600, 21600],
    };

    private readonly Counter<long> _submitted;
    private readonly Counter<long> _started;
    private readonly Counter<long> _finished;
    private readonly Histogram<double> _waits;
    private readonly Histogram<double> _runs;
    private readonly Counter<long> _losses;
    private readonly Histogram<double> _renewals;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _slowReaders;
    private readonly Counter<long> _unavailable;
    private readonly Counter<long> _connected;
    private readonly Counter<long> _unreadable;

    public ExecutionMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(TelemetryTags.Source, HostAssembly.Version);
        _submitted = Meter.CreateCounter<long>("tinpot.execution.submitted", "{execution}", "Executions that were accepted.");
        _started = Meter.CreateCounter<long>("tinpot.execution.started", "{execution}", "Attempts that this worker claimed.");
        _finished = Meter.CreateCounter<long>("tinpot.execution.finished", "{execution}", "Attempts that ended on this worker.");
        _waits = Meter.CreateHistogram("tinpot.execution.wait.duration", "s", "Time that executions were PENDING before they started.", advice: Durations);
        _runs = Meter.CreateHistogram("tinpot.execution.run.duration", "s", "Duration of attempts, from the claim to the stored result.", advice: Durations);
        _losses = Meter.CreateCounter<long>("tinpot.lease.lost", "{execution}", "Attempts whose result was discarded: another worker owns the execution, or the store was unavailable for too long.");
        _renewals = Meter.CreateHistogram("tinpot.lease.renewal.duration", "s", "Time that the store took to renew the leases of running executions.", advice: Durations);
        _dropped = Meter.CreateCounter<long>("tinpot.log.dropped", "{line}", "Lines that were dropped: over the log limit, or because the store was unavailable.");
        _slowReaders = Meter.CreateCounter<long>("tinpot.reader.dropped", "{connection}", "Connections of streams and logs that were closed because the client read too slowly.");
        _unavailable = Meter.CreateCounter<long>("tinpot.store.unavailable", "{call}", "Calls that the store could not answer.");
        _unreadable = Meter.CreateCounter<long>("tinpot.store.unreadable", "{record}", "Stored records that cannot be read and are ignored.");
        _connected = Meter.CreateCounter<long>("tinpot.store.connected", "{connection}", "Connections made to Redis, including reconnects.");
    }

    public Meter Meter { get; }

    public void Submitted(ExecutionSubmission submission)
    {
        if (_submitted.Enabled)
            _submitted.Add(1, Of(submission.Action, submission.Queue));
    }

    public void Started(ClaimedExecution execution)
    {
        if (_started.Enabled)
            _started.Add(1, Of(execution.Action, execution.Queue));
        if (_waits.Enabled)
            _waits.Record(execution.Waited.TotalSeconds, Of(execution.Action, execution.Queue));
    }

    /// <param name="state">What it is in now.</param>
    public void Finished(ClaimedExecution execution, ExecutionState state, FailureReason? reason, TimeSpan duration)
    {
        if (!_finished.Enabled && !_runs.Enabled)
            return;
        TagList tags = Of(execution.Action, execution.Queue, state);
        _runs.Record(duration.TotalSeconds, tags);
        Finished(tags, reason);
    }

    /// <summary>How long it ran nobody knows.</summary>
    public void Finished(LostExecution execution)
    {
        if (_finished.Enabled)
            Finished(Of(execution.Action, execution.Queue, execution.State), execution.Reason);
    }

    public void Lost(ClaimedExecution execution)
    {
        if (_losses.Enabled)
            _losses.Add(1, Of(execution.Action, execution.Queue));
    }

    public void Dropped(ClaimedExecution execution, long lines)
    {
        if (_dropped.Enabled)
            _dropped.Add(lines, Of(execution.Action, execution.Queue));
    }

    public void DroppedReader() => _slowReaders.Add(1);

    public void Renewed(TimeSpan duration) => _renewals.Record(duration.TotalSeconds);

    public void Unavailable(string operation) => _unavailable.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Operation, operation));

    /// <param name="kind">See <see cref="TelemetryTags.Kind"/>.</param>
    public void Unreadable(string kind) => _unreadable.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Kind, kind));

    public void Connected() => _connected.Add(1);

    private void Finished(TagList tags, FailureReason? reason)
    {
        if (reason is { } why)
            tags.Add(TelemetryTags.Reason, why.Json().ToString());
        _finished.Add(1, tags);
    }

    private static TagList Of(string action, string queue, ExecutionState state)
    {
        TagList tags = Of(action, queue);
        tags.Add(TelemetryTags.State, state.Json().ToString());
        return tags;
    }

    private static TagList Of(string action, string queue) => new()
    {
        { TelemetryTags.Action, action },
        { TelemetryTags.Queue, queue },
    };
}
