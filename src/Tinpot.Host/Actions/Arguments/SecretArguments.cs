using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions.Arguments;

/// <summary>Which values of arguments are secrets.</summary>
internal static class SecretArguments
{
    /// <summary>What stands where a secret was.</summary>
    internal const string Mask = "***";

    /// <summary>The mask as JSON.</summary>
    internal static ReadOnlySpan<byte> Written => "\"***\""u8;

    /// <summary>
    /// Paths of the secret values in an argument, spelled as validation errors are: what has to be given again when an
    /// execution is run once more from its masked arguments.
    /// </summary>
    internal static IReadOnlyList<string> PathsOf(Schema schema, JsonProperty argument)
    {
        var paths = new List<string>();
        if (MemberOf(schema, argument) is { } parameter && HoldsSecrets(parameter))
            Collect(parameter, argument.Value, SchemaPath.Member(SchemaPath.Root, argument.Name), paths);
        return paths;
    }

    /// <summary>Whether any value of it, at any depth, is a secret.</summary>
    internal static bool HoldsSecrets(Schema schema) => HoldsSecrets(schema, []);

    private static void Collect(Schema schema, JsonElement value, string path, List<string> paths)
    {
        if (schema.Secret && value.ValueKind != JsonValueKind.Null) paths.Add(path);
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                if (MemberOf(schema, member) is { } inner)
                    Collect(inner, member.Value, SchemaPath.Member(path, member.Name), paths);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.Items is { } items)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray()) Collect(items, item, SchemaPath.Item(path, index++), paths);
        }
    }

    private static Schema? MemberOf(Schema schema, JsonProperty member) =>
        schema.Values ?? schema.Properties?.FirstOrDefault(property => member.NameEquals(property.Name))?.Schema;

    /// <param name="seen">Definitions looked at: a type that contains itself has no end.</param>
    private static bool HoldsSecrets(Schema schema, HashSet<string> seen) =>
        schema.Secret
        || ((schema.Reference is null || seen.Add(schema.Reference))
            && ((schema.Items is { } items && HoldsSecrets(items, seen))
                || (schema.Values is { } values && HoldsSecrets(values, seen))
                || (schema.Properties?.Any(p => HoldsSecrets(p.Schema, seen)) ?? false)));
}
