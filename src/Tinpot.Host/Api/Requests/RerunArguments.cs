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
    /// <param name="overrides">As the caller sent them, of any kind; undefined = none.</param>
    /// <param name="resources">Disposes what the merged arguments are read from.</param>
    /// <returns>The arguments to run with, and the secrets that must be given again.</returns>
    public static (JsonElement Arguments, IReadOnlyList<SchemaError> Missing) Merge(
        Schema schema, ReadOnlyMemory<byte> stored, JsonElement overrides, Action<IDisposable> resources)
    {
        // The check refuses a value that is not an object
        if (overrides.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            return (overrides, []);
        HashSet<string> given = Names(overrides);
        var merged = new ArrayBufferWriter<byte>(stored.Length + 256);
        merged.Write("{"u8);
        List<SchemaError> missing = [];
        using (JsonDocument earlier = JsonInput.Parse(stored, JsonLimits.Value))
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
        if (overrides.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in overrides.EnumerateObject())
            {
                Separate(merged);
                Write(merged, member);
            }
        }

        merged.Write("}"u8);
        JsonDocument arguments = JsonInput.Parse(merged.WrittenMemory, JsonLimits.Envelope);
        resources(arguments);
        return (arguments.RootElement, missing);
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

    private static HashSet<string> Names(JsonElement overrides) => overrides.ValueKind != JsonValueKind.Object
        ? []
        : overrides.EnumerateObject().Select(JsonText.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
