using System.Text;
using System.Text.Json;

namespace Tinpot.Schemas;

public sealed partial class Schema
{
    /// <summary>How deep a value may nest.</summary>
    internal const int MaxDepth = 64;

    // A level of the value takes two of the schema's
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 2 * MaxDepth + 8 };

    /// <summary>Parses a schema as the generator emits it. Keywords it does not know are skipped.</summary>
    /// <exception cref="FormatException">A keyword has a value that is not one of its own.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Schema Parse(ReadOnlySpan<byte> literal)
    {
        var reader = new Utf8JsonReader(literal, Deep);
        reader.Read();
        return Parse(ref reader);
    }

    /// <summary>Parses the root schema the reader stands on; the reader ends on its last token.</summary>
    internal static Schema Parse(ref Utf8JsonReader reader)
    {
        var definitions = new SchemaDefinitions();
        var schema = Parse(ref reader, definitions);
        definitions.Resolve();
        schema.AsksCode = definitions.AskCode;
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
        schema.LooksAtText = schema.Whole is not null || schema.MinLength is not null || schema.MaxLength is not null
            || schema.Rule != SchemaFormat.None || schema.NotBlank || schema.Extensions is not null;
        schema.LooksAtCharacters = schema.Whole is not null || schema.NotBlank || schema.Extensions is not null
            || schema.Rule is SchemaFormat.UriReference or SchemaFormat.Uri or SchemaFormat.Email or SchemaFormat.Byte
                or SchemaFormat.Base64 or SchemaFormat.Phone or SchemaFormat.CreditCard;
        schema.Judges = schema.Least is not null || schema.Greatest is not null || schema.Above is not null || schema.Below is not null
            || schema.Allowed is not null || schema.Refused is not null;
        return schema;
    }

    private void ParseKeyword(string keyword, ref Utf8JsonReader reader, SchemaDefinitions definitions)
    {
        switch (keyword)
        {
            case "type": ParseType(ref reader); break;
            case "format":
                Format = reader.GetString();
                Rule = SchemaWords.Format(Format);
                break;
            case "title": Title = reader.GetString(); break;
            case "description": Description = reader.GetString(); break;
            case "deprecated": Deprecated = reader.GetBoolean(); break;
            case "writeOnly": Secret = reader.GetBoolean(); break;
            case "x-multiline": Multiline = reader.GetBoolean(); break;
            case "x-pattern":
                Pattern = reader.GetString()!;
                Whole = new WholePattern(Pattern);
                break;
            case "minimum": Least = ParseBound(ref reader); break;
            case "maximum": Greatest = ParseBound(ref reader); break;
            case "exclusiveMinimum": Above = ParseBound(ref reader); break;
            case "exclusiveMaximum": Below = ParseBound(ref reader); break;
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
                Allowed = ParseEnum(ref reader);
                Enum = [.. Allowed.Select(v => v.Text)];
                break;
            case "not": ParseNot(ref reader); break;
            case "x-not-blank": NotBlank = reader.GetBoolean(); break;
            case "x-extensions": Extensions = ParseStrings(ref reader); break;
            case "x-type":
                CodeType = reader.GetString();
                definitions.AskCode = true;
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
            Refused = ParseEnum(ref reader);
            Denied = [.. Refused.Select(v => v.Text)];
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
