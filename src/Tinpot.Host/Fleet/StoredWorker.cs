using System.Text.Json.Serialization;
using Tinpot.Platform.Json;

namespace Tinpot.Fleet;

/// <summary>A worker as the store keeps it.</summary>
internal sealed class StoredWorker
{
    public string? Instance { get; set; }

    public string? Name { get; set; }

    public string? Host { get; set; }

    public int? Pid { get; set; }

    /// <summary>null = all. A worker that does not say it is none.</summary>
    [JsonRequired, JsonConverter(typeof(StringsConverter))]
    public IReadOnlyList<string>? Queues { get; set; }

    /// <inheritdoc cref="Queues"/>
    [JsonRequired, JsonConverter(typeof(StringsConverter))]
    public IReadOnlyList<string>? Groups { get; set; }

    public int? Slots { get; set; }

    public int? Busy { get; set; }

    public string? State { get; set; }

    public string? StartedAt { get; set; }

    public string? LastSeen { get; set; }

    public string? Version { get; set; }

    /// <summary>Hosts of every version read it under this name.</summary>
    [JsonPropertyName("catalogue")]
    public string? Catalog { get; set; }

    public string? KeyFingerprint { get; set; }
}
