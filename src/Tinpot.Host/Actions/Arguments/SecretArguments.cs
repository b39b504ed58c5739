using System.Buffers;
using Tinpot.Schemas;

namespace Tinpot.Actions.Arguments;

/// <summary>
/// Takes secret values out of arguments before they are stored and puts them back before they run. What is taken out
/// is <c>[{"path": ["servers", 2, "password"], "value": …}, …]</c> in the order of the document.
/// </summary>
internal static class SecretArguments
{
    /// <summary>What stands where a secret was.</summary>
    internal const string Mask = "***";

    /// <summary>Masks every secret value that is not null, at any depth.</summary>
    /// <param name="schema">Schema of the parameters.</param>
    /// <param name="json">Arguments that passed <see cref="SchemaChecker"/>.</param>
    /// <returns>The masked arguments, and the secrets as JSON; null when there are none.</returns>
    internal static (byte[] Masked, byte[]? Secrets) Split(Schema schema, ReadOnlySpan<byte> json)
    {
        if (!HoldsSecrets(schema)) return (json.ToArray(), null);
        var masked = new ArrayBufferWriter<byte>(json.Length);
        var secrets = new ArrayBufferWriter<byte>();
        using var maskedWriter = JsonCopy.Writer(masked);
        using var secretsWriter = JsonCopy.Writer(secrets);
        secretsWriter.WriteStartArray();
        var found = 0;
        SecretWalk.Run(schema, json, maskedWriter, (path, value) =>
        {
            found++;
            secretsWriter.WriteStartObject();
            secretsWriter.WritePropertyName("path"u8);
            ArgumentPath.Write(secretsWriter, path);
            secretsWriter.WritePropertyName("value"u8);
            secretsWriter.WriteRawValue(value, skipInputValidation: true);
            secretsWriter.WriteEndObject();
        });
        secretsWriter.WriteEndArray();
        secretsWriter.Flush();
        maskedWriter.Flush();
        return (masked.WrittenSpan.ToArray(), found > 0 ? secrets.WrittenSpan.ToArray() : null);
    }

    /// <summary>Puts secrets back where <see cref="Split"/> took them from.</summary>
    /// <exception cref="InvalidDataException">The two do not belong together.</exception>
    internal static byte[] Merge(ReadOnlySpan<byte> masked, ReadOnlySpan<byte> secretsJson)
    {
        var merge = new SecretMerge(secretsJson);
        var output = new ArrayBufferWriter<byte>(masked.Length + secretsJson.Length);
        using (var writer = JsonCopy.Writer(output)) merge.Run(masked, writer);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Paths of the secret values in arguments, spelled as validation errors are: what has to be given again when an
    /// execution is run once more from its masked arguments.
    /// </summary>
    internal static IReadOnlyList<string> PathsOf(Schema schema, ReadOnlySpan<byte> json)
    {
        var paths = new List<string>();
        if (HoldsSecrets(schema)) SecretWalk.Run(schema, json, null, (path, _) => paths.Add(ArgumentPath.Text(path)));
        return paths;
    }

    /// <summary>Whether any value of it, at any depth, is a secret.</summary>
    internal static bool HoldsSecrets(Schema schema) => HoldsSecrets(schema, []);

    /// <param name="seen">Definitions looked at: a type that contains itself has no end.</param>
    private static bool HoldsSecrets(Schema schema, HashSet<string> seen) =>
        schema.Secret
        || ((schema.Reference is null || seen.Add(schema.Reference))
            && ((schema.Items is { } items && HoldsSecrets(items, seen))
                || (schema.Values is { } values && HoldsSecrets(values, seen))
                || (schema.Properties?.Any(p => HoldsSecrets(p.Schema, seen)) ?? false)));
}
