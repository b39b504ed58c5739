using System.Text;
using System.Text.Json;

namespace Tinpot.Schemas;

public sealed partial class Schema
{
    /// <summary>How deep a value may nest.</summary>
    internal const int MaxDepth = 64;

    // A level of the value takes two of the schema's
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 2 * MaxDepth + 8 };

    /// <summary>Parses a schema as the generator emits it. Keywords it does not know are skipped.</summary>
    /// <exception cref="FormatException">A keyword has a value that is not one of its own.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Schema Parse(ReadOnlySpan<byte> literal)
    {
        var reader = new Utf8JsonReader(literal, ReaderOptions);
        reader.Read();
        return Parse(ref reader);
    }

    /// <summary>Parses the root schema the reader stands on; the reader ends on its last token.</summary>
    internal static Schema Parse(ref Utf8JsonReader reader)
    {
        var definitions = new SchemaDefinitions();
        var schema = Parse(ref reader, definitions);
        definitions.Resolve();
        schema.HasCustomValidation = definitions.HasCustomValidation;
        return schema;
    }

    internal static Schema Parse(ref Utf8JsonReader reader, SchemaDefinitions definitions)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("A schema must be an object.");
        var schema = new Schema();
        List<(string Name, Schema Schema)>? properties = null;
        HashSet<string>? required = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var keyword = reader.GetString()!;
            reader.Read();
            switch (keyword)
            {
                case "properties": properties = ParseProperties(ref reader, definitions); break;
                case "required": required = [.. ParseStrings(ref reader)]; break;
                default: schema.ParseKeyword(keyword, ref reader, definitions); break;
            }
        }
        if (properties is not null)
            schema.Members = [.. properties.Select(p => new SchemaProperty(p.Name, p.Schema, required?.Contains(p.Name) == true))];
        schema.HasTextRules = schema.FullPattern is not null || schema.MinLength is not null || schema.MaxLength is not null
            || schema.KnownFormat != SchemaFormat.None || schema.NotBlank || schema.Extensions is not null;
        schema.HasCharacterRules = schema.FullPattern is not null || schema.NotBlank || schema.Extensions is not null
            || schema.KnownFormat is SchemaFormat.UriReference or SchemaFormat.Uri or SchemaFormat.Email or SchemaFormat.Byte
                or SchemaFormat.Base64 or SchemaFormat.Phone or SchemaFormat.CreditCard;
        schema.HasNumberRules = schema.MinimumBound is not null || schema.MaximumBound is not null || schema.ExclusiveMinimumBound is not null || schema.ExclusiveMaximumBound is not null
            || schema.AllowedValues is not null || schema.DeniedValues is not null;
        return schema;
    }

    private void ParseKeyword(string keyword, ref Utf8JsonReader reader, SchemaDefinitions definitions)
    {
        switch (keyword)
        {
            case "type": ParseType(ref reader); break;
            case "format":
                Format = reader.GetString();
                KnownFormat = SchemaWords.Format(Format);
                break;
            case "title": Title = reader.GetString(); break;
            case "description": Description = reader.GetString(); break;
            case "deprecated": Deprecated = reader.GetBoolean(); break;
            case "writeOnly": Secret = reader.GetBoolean(); break;
            case "x-multiline": Multiline = reader.GetBoolean(); break;
            case "x-pattern":
                Pattern = reader.GetString()!;
                FullPattern = new FullPattern(Pattern);
                break;
            case "minimum": MinimumBound = ParseBound(ref reader); break;
            case "maximum": MaximumBound = ParseBound(ref reader); break;
            case "exclusiveMinimum": ExclusiveMinimumBound = ParseBound(ref reader); break;
            case "exclusiveMaximum": ExclusiveMaximumBound = ParseBound(ref reader); break;
            case "minLength": MinLength = reader.GetInt32(); break;
            case "maxLength": MaxLength = reader.GetInt32(); break;
            case "minItems" or "minProperties": MinItems = reader.GetInt32(); break;
            case "maxItems" or "maxProperties": MaxItems = reader.GetInt32(); break;
            case "uniqueItems": UniqueItems = reader.GetBoolean(); break;
            case "items": Items = Parse(ref reader, definitions); break;
            case "additionalProperties":
                if (reader.TokenType == JsonTokenType.StartObject) Values = Parse(ref reader, definitions);
                break;
            case "enum":
                AllowedValues = ParseEnum(ref reader);
                Enum = [.. AllowedValues.Select(v => v.Text)];
                break;
            case "not": ParseNot(ref reader); break;
            case "x-not-blank": NotBlank = reader.GetBoolean(); break;
            case "x-extensions": Extensions = ParseStrings(ref reader); break;
            case "x-type":
                CodeType = reader.GetString();
                definitions.HasCustomValidation = true;
                break;
            case "$ref": definitions.Refer(this, reader.GetString()!); break;
            case "$defs": definitions.Parse(ref reader); break;
            case "anyOf": ParseAlternatives(ref reader, definitions); break;
            case "default": Default = Raw(ref reader); break;
            default: reader.Skip(); break;
        }
    }

    private void ParseType(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            ParseType(reader.GetString()!);
            return;
        }
        foreach (var word in ParseStrings(ref reader)) ParseType(word);
    }

    private void ParseType(string word)
    {
        if (word == "null") Nullable = true;
        else Type = SchemaWords.Type(word);
    }

    /// <summary>A reference or a type of its own, or null: the only choices there are.</summary>
    private void ParseAlternatives(ref Utf8JsonReader reader, SchemaDefinitions definitions)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var keyword = reader.GetString()!;
                reader.Read();
                ParseKeyword(keyword, ref reader, definitions);
            }
        }
    }

    /// <summary>A list of values is the only thing that is negated.</summary>
    private void ParseNot(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isList = reader.ValueTextEquals("enum"u8);
            reader.Read();
            if (!isList)
            {
                reader.Skip();
                continue;
            }
            DeniedValues = ParseEnum(ref reader);
            Denied = [.. DeniedValues.Select(v => v.Text)];
        }
    }

    private static EnumValue[] ParseEnum(ref Utf8JsonReader reader)
    {
        var values = new List<EnumValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var isString = reader.TokenType == JsonTokenType.String;
            values.Add(new EnumValue(isString ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan), isString));
        }
        return [.. values];
    }

    private static List<(string, Schema)> ParseProperties(ref Utf8JsonReader reader, SchemaDefinitions definitions)
    {
        var properties = new List<(string, Schema)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            properties.Add((name, Parse(ref reader, definitions)));
        }
        return properties;
    }

    private static List<string> ParseStrings(ref Utf8JsonReader reader)
    {
        var strings = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) strings.Add(reader.GetString()!);
        return strings;
    }

    private static NumberBound ParseBound(ref Utf8JsonReader reader) => new(Encoding.UTF8.GetString(reader.ValueSpan));

    private static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return Encoding.UTF8.GetBytes(value.RootElement.GetRawText());
    }
}
