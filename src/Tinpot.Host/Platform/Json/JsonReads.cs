using System.Diagnostics.Tracing;

namespace Tinpot.Platform.Json;

/// <summary>Says how many bytes of JSON each reader is given, so that passes over the same bytes can be counted.</summary>
[EventSource(Name = "Tinpot-Host-Json")]
internal sealed class JsonReads : EventSource
{
    private JsonReads()
    {
    }

    public static JsonReads Log { get; } = new();

    [Event(1)]
    public void Read(int bytes)
    {
        if (IsEnabled())
            WriteEvent(1, bytes);
    }
}
