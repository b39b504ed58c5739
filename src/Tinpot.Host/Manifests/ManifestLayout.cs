using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tinpot.Manifests;

/// <summary>
/// Lays a manifest out for people who read differences: a block for each action, a line for each parameter, property and
/// keyword of a record.
/// </summary>
internal static class ManifestLayout
{
    public static string Print(JsonElement manifest)
    {
        var text = new StringBuilder();
        Print(text, manifest, depth: 0, IsBlock(manifest));
        return text.Append('\n').ToString();
    }

    private static void Print(StringBuilder text, JsonElement value, int depth, bool block)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                PrintObject(text, value, depth, block);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                string between = "";
                foreach (JsonElement item in value.EnumerateArray())
                {
                    text.Append(between);
                    Print(text, item, depth, block: false);
                    between = ", ";
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void PrintObject(StringBuilder text, JsonElement value, int depth, bool block)
    {
        text.Append('{');
        string between = "";
        foreach (JsonProperty member in value.EnumerateObject())
        {
            text.Append(between);
            if (block)
                text.Append('\n').Append(' ', 2 * depth + 2);
            else
                text.Append(' ');
            text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(member.Name)).Append("\": ");
            Print(text, member.Value, depth + 1, block && (member.Name is "actions" or "properties" or "$defs" || IsBlock(member.Value)));
            between = ",";
        }

        if (between.Length > 0)
        {
            if (block)
                text.Append('\n').Append(' ', 2 * depth);
            else
                text.Append(' ');
        }

        text.Append('}');
    }

    /// <summary>What has members of its own: the manifest, an action, a record.</summary>
    private static bool IsBlock(JsonElement value) => value.ValueKind == JsonValueKind.Object
        && (value.TryGetProperty("actions", out _) || value.TryGetProperty("parameters", out _)
            || value.TryGetProperty("properties", out _) || value.TryGetProperty("$defs", out _));
}
