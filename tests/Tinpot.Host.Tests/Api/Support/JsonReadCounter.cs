using System.Diagnostics.Tracing;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>Adds up the bytes that readers of JSON in this process are given, by the events of the two assemblies.</summary>
internal sealed class JsonReadCounter : EventListener
{
    private static readonly string[] Sources = ["Tinpot-Host-Json", "Tinpot-Abstractions-Json"];

    private long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (Sources.Contains(eventSource.Name))
            EnableEvents(eventSource, EventLevel.LogAlways);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (Sources.Contains(eventData.EventSource.Name))
            Interlocked.Add(ref _bytes, (int)eventData.Payload![0]!);
    }
}
