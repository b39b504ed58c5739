using System.Text.Json;

namespace Tinpot.Schemas;

public sealed partial class Schema
{
    /// <summary>
    /// Writes what callers and readers depend on and nothing else: types, rules and what must be there, but no texts, no
    /// defaults and no order of declaration. It is what the generator emits, names and allowed values in ordinal order:
    /// <c>x-pattern</c> is the .NET expression, <c>x-type</c> the C# type whose code validates, and lengths of base64 are in
    /// bytes.
    /// </summary>
    public void WriteContractTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteContractKeywords(writer);
        var definitions = new SortedDictionary<string, Schema>(StringComparer.Ordinal);
        CollectDefinitions(definitions);
        if (definitions.Count > 0)
        {
            writer.WriteStartObject("$defs"u8);
            foreach (var (name, definition) in definitions)
            {
                writer.WritePropertyName(name);
                definition.WriteContractNode(writer);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private void WriteContractNode(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteContractKeywords(writer);
        writer.WriteEndObject();
    }

    private void WriteContractKeywords(Utf8JsonWriter writer)
    {
        if (Reference is not null) WriteReference(writer);
        else WriteContractType(writer);
        if (AllowedValues is not null) WriteSorted(writer, "enum"u8, AllowedValues);
        if (DeniedValues is not null)
        {
            writer.WriteStartObject("not"u8);
            WriteSorted(writer, "enum"u8, DeniedValues);
            writer.WriteEndObject();
        }
        WriteNumber(writer, "minimum"u8, MinimumBound);
        WriteNumber(writer, "maximum"u8, MaximumBound);
        WriteNumber(writer, "exclusiveMinimum"u8, ExclusiveMinimumBound);
        WriteNumber(writer, "exclusiveMaximum"u8, ExclusiveMaximumBound);
        WriteCount(writer, "minLength"u8, MinLength);
        WriteCount(writer, "maxLength"u8, MaxLength);
        WriteText(writer, "x-pattern"u8, Pattern);
        if (NotBlank) writer.WriteBoolean("x-not-blank"u8, true);
        WriteExtensions(writer);
        WriteCount(writer, Values is null ? "minItems"u8 : "minProperties"u8, MinItems);
        WriteCount(writer, Values is null ? "maxItems"u8 : "maxProperties"u8, MaxItems);
        if (UniqueItems) writer.WriteBoolean("uniqueItems"u8, true);
        if (Secret) writer.WriteBoolean("writeOnly"u8, true);
        if (Reference is not null) return;
        if (Items is not null)
        {
            writer.WritePropertyName("items"u8);
            Items.WriteContractNode(writer);
        }
        if (Values is not null)
        {
            writer.WritePropertyName("additionalProperties"u8);
            Values.WriteContractNode(writer);
        }
        if (Members is not null) WriteContractMembers(writer, Members);
    }

    /// <summary>A type that validates values itself is part of the contract by its name.</summary>
    private void WriteContractType(Utf8JsonWriter writer)
    {
        var orNull = CodeType is not null && Type == SchemaType.Any && Nullable;
        if (orNull)
        {
            writer.WriteStartArray("anyOf"u8);
            writer.WriteStartObject();
        }
        WriteType(writer);
        WriteText(writer, "x-type"u8, CodeType);
        if (!orNull) return;
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "null"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteContractMembers(Utf8JsonWriter writer, SchemaProperty[] members)
    {
        SchemaProperty[] sorted = [.. members.OrderBy(m => m.Name, StringComparer.Ordinal)];
        writer.WriteStartObject("properties"u8);
        foreach (var member in sorted)
        {
            writer.WritePropertyName(member.Utf8Name);
            member.Schema.WriteContractNode(writer);
        }
        writer.WriteEndObject();
        if (!Array.Exists(sorted, m => m.Required)) return;
        writer.WriteStartArray("required"u8);
        foreach (var member in sorted)
            if (member.Required) writer.WriteStringValue(member.Utf8Name);
        writer.WriteEndArray();
    }

    private static void WriteSorted(Utf8JsonWriter writer, ReadOnlySpan<byte> keyword, EnumValue[] values)
    {
        writer.WriteStartArray(keyword);
        foreach (var value in values.OrderBy(v => v.Text, StringComparer.Ordinal)) WriteValue(writer, value);
        writer.WriteEndArray();
    }

    private void WriteExtensions(Utf8JsonWriter writer)
    {
        if (Extensions is null) return;
        writer.WriteStartArray("x-extensions"u8);
        foreach (var extension in Extensions.Order(StringComparer.Ordinal)) writer.WriteStringValue(extension);
        writer.WriteEndArray();
    }
}
