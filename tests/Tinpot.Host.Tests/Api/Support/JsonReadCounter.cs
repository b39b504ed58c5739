using System.Diagnostics.Tracing;
using Tinpot.Platform.Json;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>Adds up the bytes that readers of JSON in this process are given: by the host, and by the checks of the library.</summary>
internal sealed class JsonReadCounter : EventListener
{
    private const string Checks = "Tinpot-Abstractions-Json";

    private long _bytes;

    public JsonReadCounter() => JsonInput.Opened += Add;

    public long Bytes => Volatile.Read(ref _bytes);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Checks)
            EnableEvents(eventSource, EventLevel.LogAlways);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name == Checks)
            Add((int)eventData.Payload![0]!);
    }

    public override void Dispose()
    {
        JsonInput.Opened -= Add;
        base.Dispose();
    }

    private void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);
}
