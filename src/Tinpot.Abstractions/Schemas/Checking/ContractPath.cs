using System.Globalization;
using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>Where System.Text.Json says that something is wrong (<c>$.items[2]['a.b']</c>), as we say it.</summary>
internal static class ContractPath
{
    internal static string Translate(string? path)
    {
        var ours = SchemaPath.Root;
        var rest = (path ?? "$").AsSpan().TrimStart('$');
        while (!rest.IsEmpty)
        {
            if (rest.StartsWith("['") && rest.IndexOf("']") is var quote and > 0)
            {
                ours = SchemaPath.Member(ours, rest[2..quote].ToString());
                rest = rest[(quote + 2)..];
            }
            else if (rest[0] == '[' && rest.IndexOf(']') is var bracket and > 0
                && int.TryParse(rest[1..bracket], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                ours = SchemaPath.Item(ours, index);
                rest = rest[(bracket + 1)..];
            }
            else
            {
                var name = rest.TrimStart('.');
                var end = name.IndexOfAny('.', '[') is var stop and >= 0 ? stop : name.Length;
                if (end == 0) return ours;
                ours = SchemaPath.Member(ours, name[..end].ToString());
                rest = name[end..];
            }
        }
        return ours;
    }

    /// <summary>The message without the place that the framework appends.</summary>
    internal static string Strip(JsonException refusal) =>
        refusal.Message.IndexOf(" Path: $", StringComparison.Ordinal) is var at and > 0 ? refusal.Message[..at] : refusal.Message;

    /// <summary>The path of a place inside a value.</summary>
    internal static string Join(string outer, string inner) =>
        inner == SchemaPath.Root ? outer
        : outer == SchemaPath.Root ? inner
        : inner[0] == '[' ? outer + inner
        : $"{outer}.{inner}";
}
