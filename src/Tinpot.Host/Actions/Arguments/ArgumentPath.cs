using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions.Arguments;

/// <summary>The way from the arguments to a value in them, as steps: names may hold any character, so text would need a grammar.</summary>
internal static class ArgumentPath
{
    internal static void Write(Utf8JsonWriter writer, IReadOnlyList<ArgumentStep> path)
    {
        writer.WriteStartArray();
        foreach (var step in path)
        {
            if (step.Name is { } name) writer.WriteStringValue(name);
            else writer.WriteNumberValue(step.Index);
        }
        writer.WriteEndArray();
    }

    internal static ArgumentStep[] Parse(JsonElement path) =>
        [.. path.EnumerateArray().Select(step => step.ValueKind == JsonValueKind.String
            ? ArgumentStep.Member(step.GetString()!)
            : ArgumentStep.Item(step.GetInt32()))];

    /// <summary>As validation errors spell it.</summary>
    internal static string Text(IReadOnlyList<ArgumentStep> path)
    {
        var text = SchemaPath.Root;
        foreach (var step in path) text = step.Name is { } name ? SchemaPath.Member(text, name) : SchemaPath.Item(text, step.Index);
        return text;
    }
}
