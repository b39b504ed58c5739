using System.Diagnostics.Tracing;

namespace Tinpot.Schemas.Checking;

/// <summary>Says how many bytes of JSON a check is given, so that passes over the same bytes can be counted.</summary>
[EventSource(Name = "Tinpot-Abstractions-Json")]
internal sealed class JsonReads : EventSource
{
    private JsonReads()
    {
    }

    internal static JsonReads Log { get; } = new();

    [Event(1)]
    internal void Read(int bytes)
    {
        if (IsEnabled()) WriteEvent(1, bytes);
    }
}
