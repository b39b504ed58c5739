using System.Text.Json;
using Tinpot.Schemas.Text;

namespace Tinpot.Schemas;

public sealed partial class Schema
{
    /// <summary>
    /// Writes it as public JSON Schema 2020-12, with the definitions it refers to under <c>$defs</c>. The pattern appears
    /// only when it means the same in other dialects; where it is missing, <c>validate</c> still checks it.
    /// </summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteKeywords(writer);
        WriteDefinitions(writer);
        writer.WriteEndObject();
    }

    private void WriteNode(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteKeywords(writer);
        writer.WriteEndObject();
    }

    private void WriteKeywords(Utf8JsonWriter writer)
    {
        if (Reference is not null) WriteReference(writer);
        else WriteType(writer);
        WriteText(writer, "title"u8, Title);
        WriteText(writer, "description"u8, Description);
        if (Deprecated) writer.WriteBoolean("deprecated"u8, true);
        WriteRules(writer);
        if (KnownFormat is SchemaFormat.Byte or SchemaFormat.Base64) writer.WriteString("contentEncoding"u8, "base64"u8);
        if (Reference is null) WriteContents(writer);
        if (Default is { } value)
        {
            writer.WritePropertyName("default"u8);
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        }
        if (Secret) writer.WriteBoolean("writeOnly"u8, true);
        if (Multiline) writer.WriteBoolean("x-multiline"u8, true);
    }

    /// <summary>Writes <c>type</c> and <c>format</c>.</summary>
    private void WriteType(Utf8JsonWriter writer)
    {
        if (TypeName is { } word)
        {
            if (Nullable)
            {
                writer.WriteStartArray("type"u8);
                writer.WriteStringValue(word);
                writer.WriteStringValue("null"u8);
                writer.WriteEndArray();
            }
            else
            {
                writer.WriteString("type"u8, word);
            }
        }
        WriteText(writer, "format"u8, Format);
    }

    private void WriteRules(Utf8JsonWriter writer)
    {
        if (AllowedValues is not null)
        {
            writer.WritePropertyName("enum"u8);
            WriteEnumTo(writer);
        }
        WriteNot(writer);
        WriteNumber(writer, "minimum"u8, MinimumBound);
        WriteNumber(writer, "maximum"u8, MaximumBound);
        WriteNumber(writer, "exclusiveMinimum"u8, ExclusiveMinimumBound);
        WriteNumber(writer, "exclusiveMaximum"u8, ExclusiveMaximumBound);
        WriteCount(writer, "minLength"u8, NotBlank && MinLength is null or < 1 ? 1 : TextLength(MinLength));
        WriteCount(writer, "maxLength"u8, TextLength(MaxLength));
        WritePatterns(writer);
        WriteCount(writer, Values is null ? "minItems"u8 : "minProperties"u8, MinItems);
        WriteCount(writer, Values is null ? "maxItems"u8 : "maxProperties"u8, MaxItems);
        if (UniqueItems) writer.WriteBoolean("uniqueItems"u8, true);
    }

    private void WriteContents(Utf8JsonWriter writer)
    {
        if (Items is not null)
        {
            writer.WritePropertyName("items"u8);
            Items.WriteNode(writer);
        }
        if (Values is not null)
        {
            writer.WritePropertyName("additionalProperties"u8);
            Values.WriteNode(writer);
        }
        if (Members is null) return;
        writer.WriteStartObject("properties"u8);
        foreach (var property in Members)
        {
            writer.WritePropertyName(property.Utf8Name);
            property.Schema.WriteNode(writer);
        }
        writer.WriteEndObject();
        if (Array.Exists(Members, p => p.Required))
        {
            writer.WriteStartArray("required"u8);
            foreach (var property in Members)
                if (property.Required) writer.WriteStringValue(property.Utf8Name);
            writer.WriteEndArray();
        }
        writer.WriteBoolean("additionalProperties"u8, false);
    }

    /// <summary>Writes the allowed values as an array, null among them when it is one.</summary>
    /// <exception cref="InvalidOperationException">There is no list.</exception>
    public void WriteEnumTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (AllowedValues is null) throw new InvalidOperationException("The schema has no list of allowed values.");
        writer.WriteStartArray();
        foreach (var value in AllowedValues) WriteValue(writer, value);
        // A list that leaves null out would forbid it to every other reader of the schema
        if (Nullable && !Array.Exists(AllowedValues, v => v is { IsString: false, Text: "null" })) writer.WriteNullValue();
        writer.WriteEndArray();
    }

    /// <summary>Writes the denied values as an array.</summary>
    /// <exception cref="InvalidOperationException">There is no list.</exception>
    public void WriteDeniedTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (DeniedValues is null) throw new InvalidOperationException("The schema has no list of denied values.");
        writer.WriteStartArray();
        foreach (var value in DeniedValues) WriteValue(writer, value);
        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, EnumValue value)
    {
        if (value.IsString) writer.WriteStringValue(value.Utf8);
        else writer.WriteRawValue(value.Utf8, skipInputValidation: true);
    }

    private void WriteNot(Utf8JsonWriter writer)
    {
        if (DeniedValues is null) return;
        writer.WriteStartObject("not"u8);
        writer.WritePropertyName("enum"u8);
        WriteDeniedTo(writer);
        writer.WriteEndObject();
    }

    /// <summary>The author's pattern and those of the other rules; a schema has room for one, the others are joined to it.</summary>
    private void WritePatterns(Utf8JsonWriter writer)
    {
        string[] patterns = [.. new[]
        {
            FullPattern?.Public,
            Extensions is null ? null : FileExtensions.Pattern(Extensions),
            NotBlank ? StringText.NotBlankPattern : null,
        }.OfType<string>()];
        if (patterns.Length == 0) return;
        writer.WriteString("pattern"u8, patterns[0]);
        if (patterns.Length == 1) return;
        writer.WriteStartArray("allOf"u8);
        foreach (var pattern in patterns.AsSpan(1))
        {
            writer.WriteStartObject();
            writer.WriteString("pattern"u8, pattern);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>A length of bytes as the length of their base64.</summary>
    private int? TextLength(int? length) => KnownFormat == SchemaFormat.Byte && length is { } bytes
        ? (int)Math.Min(int.MaxValue, (bytes + 2L) / 3 * 4)
        : length;

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> keyword, string? text)
    {
        if (text is not null) writer.WriteString(keyword, text);
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> keyword, NumberBound? bound)
    {
        if (bound is null) return;
        writer.WritePropertyName(keyword);
        writer.WriteRawValue(bound.Text, skipInputValidation: true);
    }

    private static void WriteCount(Utf8JsonWriter writer, ReadOnlySpan<byte> keyword, int? count)
    {
        if (count is { } number) writer.WriteNumber(keyword, number);
    }
}
