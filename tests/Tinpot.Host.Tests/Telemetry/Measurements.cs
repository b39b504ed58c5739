using System.Diagnostics.Metrics;
using Tinpot.Telemetry;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>Everything that one host measures, as <c>name{tag=value,…}</c> with the sum of its values.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Sum, int Count)> _taken = [];
    private readonly MeterListener _listener = new();

    public Measurements(ExecutionMetrics metrics)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, metrics.Meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public double Sum(string measurement) => Find(measurement).Sum;

    public int Count(string measurement) => Find(measurement).Count;

    /// <summary>What can be read at any moment, read now.</summary>
    public Dictionary<string, double> Read()
    {
        lock (_lock)
            _taken.Clear();
        _listener.RecordObservableInstruments();
        lock (_lock)
            return _taken.ToDictionary(one => one.Key, one => one.Value.Sum);
    }

    public Task UntilReadAsync(string measurement, double value) => UntilReadAsync(measurement, read => read == value);

    /// <summary>Reads again and again, for at most 30 seconds, until there is such a value.</summary>
    public async Task UntilReadAsync(string measurement, Func<double, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Read().TryGetValue(measurement, out double value) || !condition(value))
        {
            Assert.False(deadline.IsCancellationRequested, $"There is no such {measurement}, but:\n{this}");
            await Task.Delay(5);
        }
    }

    /// <summary>An end is measured after it is told, so a test may have to wait a moment.</summary>
    public async Task UntilAsync(string measurement, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Count(measurement) < count)
        {
            Assert.False(deadline.IsCancellationRequested, $"There is no {measurement}, but:\n{this}");
            await Task.Delay(5);
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _taken.Select(one => $"{one.Key} {one.Value}"));
    }

    public void Dispose() => _listener.Dispose();

    private (double Sum, int Count) Find(string measurement)
    {
        lock (_lock)
            return _taken.GetValueOrDefault(measurement);
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = $"{instrument.Name}{{{string.Join(',', tags.ToArray().Select(tag => $"{tag.Key.Replace("tinpot.", "")}={tag.Value}"))}}}";
        lock (_lock)
        {
            (double sum, int count) = _taken.GetValueOrDefault(name);
            _taken[name] = (sum + value, count + 1);
        }
    }
}
