using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions;

/// <summary>Writes what the API tells of an action.</summary>
internal static class ActionInfoWriter
{
    internal static void Write(Utf8JsonWriter writer, ActionDescriptor action)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, action.Name);
        writer.WriteStartArray("aliases"u8);
        foreach (var alias in action.Aliases) writer.WriteStringValue(alias);
        writer.WriteEndArray();
        writer.WriteString("title"u8, action.Title);
        writer.WriteString("group"u8, action.Group);
        writer.WriteString("description"u8, action.Description);
        writer.WriteString("queue"u8, action.Queue);
        writer.WriteStartObject("parameters"u8);
        foreach (var parameter in action.Parameters.Properties ?? [])
        {
            writer.WritePropertyName(parameter.Name);
            Parameter(writer, parameter);
        }
        writer.WriteEndObject();
        writer.WritePropertyName("parameters_schema"u8);
        action.Parameters.WriteTo(writer);
        writer.WritePropertyName("result_schema"u8);
        if (action.Result is { } result) result.WriteTo(writer);
        else writer.WriteNullValue();
        Source(writer, action.Source);
        writer.WriteBoolean("cancellable"u8, action.Cancellable);
        if (action.Deprecated) writer.WriteBoolean("deprecated"u8, true);
        writer.WriteString("contract_hash"u8, action.ContractHash);
        writer.WriteEndObject();
    }

    /// <summary>
    /// One entry of <c>parameters</c>: flat, what a form or a help text needs at a glance. <c>properties</c>,
    /// <c>values</c> and nested <c>items</c> are entries of the same shape. The whole truth is <c>parameters_schema</c>.
    /// </summary>
    internal static void Parameter(Utf8JsonWriter writer, SchemaProperty parameter) => Entry(writer, parameter.Schema, parameter.Required);

    private static void Entry(Utf8JsonWriter writer, Schema schema, bool? required)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, schema.TypeName ?? "any");
        Text(writer, "format"u8, schema.Format);
        if (required is { } must) writer.WriteBoolean("required"u8, must);
        if (schema.Nullable) writer.WriteBoolean("nullable"u8, true);
        if (schema.Default is { } value)
        {
            writer.WritePropertyName("default"u8);
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        }
        Text(writer, "title"u8, schema.Title);
        Text(writer, "description"u8, schema.Description);
        if (schema.Enum is not null)
        {
            writer.WritePropertyName("enum"u8);
            schema.WriteEnumTo(writer);
        }
        Number(writer, "minimum"u8, schema.Minimum);
        Number(writer, "maximum"u8, schema.Maximum);
        Number(writer, "exclusive_minimum"u8, schema.ExclusiveMinimum);
        Number(writer, "exclusive_maximum"u8, schema.ExclusiveMaximum);
        Text(writer, "pattern"u8, schema.PublicPattern);
        Count(writer, "min_length"u8, schema.MinLength);
        Count(writer, "max_length"u8, schema.MaxLength);
        Count(writer, "min_items"u8, schema.MinItems);
        Count(writer, "max_items"u8, schema.MaxItems);
        if (schema.UniqueItems) writer.WriteBoolean("unique_items"u8, true);
        if (schema.Deprecated) writer.WriteBoolean("deprecated"u8, true);
        if (schema.Secret) writer.WriteBoolean("secret"u8, true);
        if (schema.Multiline) writer.WriteBoolean("multiline"u8, true);
        Contents(writer, schema);
        writer.WriteEndObject();
    }

    private static void Contents(Utf8JsonWriter writer, Schema schema)
    {
        if (schema.Items is { } items)
        {
            writer.WritePropertyName("items"u8);
            Entry(writer, items, required: null);
        }
        if (schema.Values is { } values)
        {
            writer.WritePropertyName("values"u8);
            Entry(writer, values, required: null);
        }
        if (schema.Properties is not { } properties) return;
        writer.WriteStartObject("properties"u8);
        foreach (var property in properties)
        {
            writer.WritePropertyName(property.Name);
            Parameter(writer, property);
        }
        writer.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter writer, SourceLocation? source)
    {
        if (source is null)
        {
            writer.WriteNull("source"u8);
            return;
        }
        writer.WriteStartObject("source"u8);
        writer.WriteString("file"u8, source.File);
        writer.WriteNumber("line"u8, source.Line);
        writer.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? number)
    {
        if (number is null) return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(number, skipInputValidation: true);
    }

    private static void Count(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? count)
    {
        if (count is { } number) writer.WriteNumber(name, number);
    }
}
