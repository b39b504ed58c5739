using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions;

/// <summary>
/// Writes the entries of <c>parameters</c>: flat, what a form or a help text needs at a glance. <c>properties</c>,
/// <c>values</c> and nested <c>items</c> are entries of the same shape. The whole truth is <c>parameters_schema</c>.
/// </summary>
internal sealed class ParameterWriter(Utf8JsonWriter writer)
{
    /// <summary>Types that refer to each other unfold into any number of entries; beyond so many records the schema has to do.</summary>
    private const int MaxRecords = 500;

    // The records around; one inside itself is not spelled out again
    private readonly List<string> _open = [];
    private int _records;

    internal void Write(IEnumerable<SchemaProperty> parameters)
    {
        foreach (var parameter in parameters)
        {
            writer.WritePropertyName(parameter.Name);
            Entry(parameter.Schema, parameter.Required);
        }
    }

    private void Entry(Schema schema, bool? required)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, schema.TypeName ?? "any");
        Text("format"u8, schema.Format);
        if (required is { } must) writer.WriteBoolean("required"u8, must);
        if (schema.Nullable) writer.WriteBoolean("nullable"u8, true);
        if (schema.Default is { } value)
        {
            writer.WritePropertyName("default"u8);
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        }
        Text("title"u8, schema.Title);
        Text("description"u8, schema.Description);
        if (schema.Enum is not null)
        {
            writer.WritePropertyName("enum"u8);
            schema.WriteEnumTo(writer);
        }
        if (schema.Denied is not null)
        {
            writer.WritePropertyName("denied"u8);
            schema.WriteDeniedTo(writer);
        }
        Number("minimum"u8, schema.Minimum);
        Number("maximum"u8, schema.Maximum);
        Number("exclusive_minimum"u8, schema.ExclusiveMinimum);
        Number("exclusive_maximum"u8, schema.ExclusiveMaximum);
        Text("pattern"u8, schema.PublicPattern);
        if (schema.NotBlank) writer.WriteBoolean("not_blank"u8, true);
        Extensions(schema.Extensions);
        Count("min_length"u8, schema.MinLength);
        Count("max_length"u8, schema.MaxLength);
        Count("min_items"u8, schema.MinItems);
        Count("max_items"u8, schema.MaxItems);
        if (schema.UniqueItems) writer.WriteBoolean("unique_items"u8, true);
        if (schema.Deprecated) writer.WriteBoolean("deprecated"u8, true);
        if (schema.Secret) writer.WriteBoolean("secret"u8, true);
        if (schema.Multiline) writer.WriteBoolean("multiline"u8, true);
        Contents(schema);
        writer.WriteEndObject();
    }

    private void Contents(Schema schema)
    {
        if (schema.Items is { } items)
        {
            writer.WritePropertyName("items"u8);
            Entry(items, required: null);
        }
        if (schema.Values is { } values)
        {
            writer.WritePropertyName("values"u8);
            Entry(values, required: null);
        }
        if (schema.Properties is not { } properties || (schema.Reference is { } inside && _open.Contains(inside)) || _records == MaxRecords) return;
        _records++;
        _open.Add(schema.Reference ?? "");
        writer.WriteStartObject("properties"u8);
        Write(properties);
        writer.WriteEndObject();
        _open.RemoveAt(_open.Count - 1);
    }

    private void Extensions(IReadOnlyList<string>? extensions)
    {
        if (extensions is null) return;
        writer.WriteStartArray("extensions"u8);
        foreach (string extension in extensions) writer.WriteStringValue(extension);
        writer.WriteEndArray();
    }

    private void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    private void Number(ReadOnlySpan<byte> name, string? number)
    {
        if (number is null) return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(number, skipInputValidation: true);
    }

    private void Count(ReadOnlySpan<byte> name, int? count)
    {
        if (count is { } number) writer.WriteNumber(name, number);
    }
}
