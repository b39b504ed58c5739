using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tinpot.Actions.Arguments;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Api.Requests;

/// <summary>Puts new values over the arguments of an earlier execution.</summary>
internal static class RerunArguments
{
    private const string SecretMissing = "is a secret and must be sent again.";

    /// <param name="stored">Complete arguments with secrets masked.</param>
    /// <param name="overrides">As the caller sent them.</param>
    /// <returns>The same with the arguments to run with, and with an error for each secret that must be given again.</returns>
    public static Envelope Merge(Schema schema, ReadOnlyMemory<byte> stored, Envelope overrides)
    {
        // The check refuses a value that is not an object
        if (overrides.Parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            return overrides;
        JsonProperty[] sent = overrides.Parameters.ValueKind == JsonValueKind.Object ? [.. overrides.Parameters.EnumerateObject()] : [];
        HashSet<string> given = [.. sent.Select(JsonText.Name).OfType<string>()];
        var merged = new ArrayBufferWriter<byte>(stored.Length + 256);
        merged.Write("{"u8);
        List<SchemaError> missing = [];
        using (JsonDocument earlier = JsonInput.Parse(stored, JsonLimits.Document))
        {
            foreach (JsonProperty member in earlier.RootElement.EnumerateObject().Where(member => !given.Contains(member.Name)))
            {
                Separate(merged);
                Write(merged, member);
                // A stored secret is a mask, so each that is kept has to be given again
                missing.AddRange(SecretArguments.PathsOf(schema, member).Select(path => new SchemaError(path, SecretMissing)));
            }
        }

        // As sent, so that a name given twice is seen as such
        foreach (JsonProperty member in sent)
        {
            Separate(merged);
            Write(merged, member);
        }

        merged.Write("}"u8);
        JsonDocument arguments = JsonInput.Parse(merged.WrittenMemory, JsonLimits.Document);
        return overrides with { Source = arguments, Parameters = arguments.RootElement, Errors = [.. overrides.Errors, .. missing] };
    }

    private static void Write(ArrayBufferWriter<byte> merged, JsonProperty member)
    {
        merged.Write("\""u8);
        merged.Write(JsonMarshal.GetRawUtf8PropertyName(member));
        merged.Write("\":"u8);
        merged.Write(JsonMarshal.GetRawUtf8Value(member.Value));
    }

    private static void Separate(ArrayBufferWriter<byte> merged)
    {
        if (merged.WrittenCount > 1)
            merged.Write(","u8);
    }
}
