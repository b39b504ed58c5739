using System.Buffers;
using System.Text;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Executions.Limits;

/// <summary>
/// The places that an execution takes, all at once or none. In name order and at most one under each name, so sets that mean
/// the same are the same text: what waits with the same text waits for the same.
/// </summary>
internal sealed record LimitSet
{
    private LimitSet(IReadOnlyList<ExecutionLimit> limits, string text)
    {
        Limits = limits;
        Text = text;
    }

    public IReadOnlyList<ExecutionLimit> Limits { get; }

    /// <summary>As it is stored: a JSON array of <c>[name, key, most]</c>.</summary>
    public string Text { get; }

    /// <param name="limits">Of those with one name the last counts.</param>
    /// <returns>null when there are none.</returns>
    public static LimitSet? Of(IEnumerable<ExecutionLimit> limits)
    {
        var byName = new SortedDictionary<string, ExecutionLimit>(StringComparer.Ordinal);
        foreach (ExecutionLimit limit in limits)
            byName[limit.Name] = limit;
        return byName.Count == 0 ? null : new LimitSet([.. byName.Values], Write(byName.Values));
    }

    /// <summary>What it takes under the name; null when nothing.</summary>
    public ExecutionLimit? Of(string name) => Limits.FirstOrDefault(limit => limit.Name == name);

    /// <param name="text">As <see cref="Text"/> gave it.</param>
    /// <exception cref="FormatException">It is not such a text.</exception>
    public static LimitSet Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonInput.Parse(text, JsonLimits.Document);
            ExecutionLimit[] limits =
                [.. document.RootElement.EnumerateArray().Select(limit => new ExecutionLimit(limit[0].GetString()!, limit[1].GetString(), limit[2].GetInt32()))];
            return limits.Length > 0 && limits.All(limit => limit is { Name: not null, Key: not "", MaxConcurrent: > 0 })
                ? new LimitSet(limits, text)
                : throw new FormatException("The stored limits are invalid.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException($"The stored limits cannot be read: {error.Message}", error);
        }
    }

    public bool Equals(LimitSet? other) => Text == other?.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static string Write(IEnumerable<ExecutionLimit> limits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (ExecutionLimit limit in limits)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(limit.Name);
                writer.WriteStringValue(limit.Key);
                writer.WriteNumberValue(limit.MaxConcurrent);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
