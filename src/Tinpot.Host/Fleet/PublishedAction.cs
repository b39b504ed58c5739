using System.Text.Json;
using System.Text.Json.Serialization;
using Tinpot.Platform.Json;

namespace Tinpot.Fleet;

/// <summary>An action of a published catalog.</summary>
internal sealed class PublishedAction
{
    public string? Name { get; set; }

    public string? Title { get; set; }

    [JsonConverter(typeof(StringsConverter))]
    public IReadOnlyList<string>? Aliases { get; set; }

    [JsonConverter(typeof(StringsConverter))]
    public IReadOnlyList<string>? Calls { get; set; }

    public string? File { get; set; }

    public int Line { get; set; }

    public long? TimeoutMs { get; set; }

    public string? Isolation { get; set; }

    public JsonElement? Descriptor { get; set; }
}
