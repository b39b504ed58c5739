using System.Diagnostics.Metrics;
using Tinpot.Telemetry;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>Makes meters that nobody shares.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public static ExecutionMetrics NewMetrics() => new(new TestMeters());

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        foreach (Meter meter in _meters)
            meter.Dispose();
    }
}
