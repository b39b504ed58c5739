using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions.Arguments;

/// <summary>
/// Arguments as they are stored, hashed and run: one JSON object with every parameter in declaration order. So two
/// requests that mean the same are the same bytes, and a run shows the values it had although defaults change later.
/// </summary>
internal static class ArgumentDocument
{
    private const int MaxMembersOnStack = 128;

    /// <summary>
    /// Fills in defaults at every level and orders members as they are declared. A nullable parameter without default
    /// becomes null; a property of a record stays absent, since its declaration may have a value of its own for it.
    /// </summary>
    /// <param name="schema">Schema of the parameters.</param>
    /// <param name="checkedJson">An object that passed <see cref="SchemaChecker"/>; empty = no parameters.</param>
    internal static byte[] Complete(Schema schema, ReadOnlySpan<byte> checkedJson)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(256, checkedJson.Length));
        using (var writer = JsonCopy.Writer(output)) Value(writer, schema, checkedJson.IsEmpty ? "{}"u8 : checkedJson, root: true);
        return output.WrittenSpan.ToArray();
    }

    private static void Value(Utf8JsonWriter writer, Schema? schema, ReadOnlySpan<byte> json, bool root = false)
    {
        var reader = new Utf8JsonReader(json, JsonLimits.Value);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject && schema?.Properties is { } properties) Record(writer, properties, json, ref reader, root);
        else if (reader.TokenType == JsonTokenType.StartObject && schema?.Values is { } values) Entries(writer, values, json, ref reader);
        else if (reader.TokenType == JsonTokenType.StartArray && schema?.Items is { } items) Items(writer, items, json, ref reader);
        else JsonCopy.Value(writer, ref reader);
    }

    private static void Record(Utf8JsonWriter writer, IReadOnlyList<SchemaProperty> properties, ReadOnlySpan<byte> json, ref Utf8JsonReader reader, bool root)
    {
        // Where the value of each is; an absent one is nowhere
        var count = properties.Count;
        var given = count <= MaxMembersOnStack ? stackalloc Range[count] : new Range[count];
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(properties, in reader, next);
            var value = JsonSlice.Next(ref reader);
            if (index < 0) continue;
            given[index] = value;
            next = index + 1;
        }
        writer.WriteStartObject();
        for (var i = 0; i < count; i++)
        {
            var property = properties[i];
            if (!given[i].Equals(default))
            {
                writer.WritePropertyName(property.Name);
                Value(writer, property.Schema, json[given[i]]);
            }
            else if (property.Schema.Default is { } value)
            {
                writer.WritePropertyName(property.Name);
                // A record among the defaults may leave members to their own
                Value(writer, property.Schema, value.Span);
            }
            else if (root && property.Schema.Nullable)
            {
                writer.WriteNull(property.Name);
            }
        }
        writer.WriteEndObject();
    }

    private static void Entries(Utf8JsonWriter writer, Schema values, ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            JsonCopy.Name(writer, ref reader);
            Value(writer, values, json[JsonSlice.Next(ref reader)]);
        }
        writer.WriteEndObject();
    }

    private static void Items(Utf8JsonWriter writer, Schema items, ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            Value(writer, items, json[JsonSlice.Current(ref reader)]);
        writer.WriteEndArray();
    }

    private static int IndexOf(IReadOnlyList<SchemaProperty> properties, in Utf8JsonReader reader, int next)
    {
        if (next < properties.Count && reader.ValueTextEquals(properties[next].Name)) return next;
        for (var i = 0; i < properties.Count; i++)
            if (reader.ValueTextEquals(properties[i].Name)) return i;
        return -1;
    }
}
