using System.Globalization;
using Tinpot.Generators.Contracts.Json;

namespace Tinpot.Generators.Contracts;

/// <summary>Reads a schema from JSON, from a manifest or as the generator emits it. Members that are not part of the contract are skipped.</summary>
internal sealed class ContractReader
{
    private const string Prefix = "#/$defs/";

    private readonly Dictionary<string, ContractSchema> _definitions = new(StringComparer.Ordinal);

    private ContractReader()
    {
    }

    /// <exception cref="ContractException">A keyword has a value that is not one of its own.</exception>
    public static ContractSchema Read(JsonValue json)
    {
        ContractReader reader = new();
        IReadOnlyList<JsonMember> definitions = Find(json, "$defs", JsonKind.Object)?.Members ?? [];
        // All names first: definitions refer to each other
        foreach (JsonMember definition in definitions)
            reader._definitions.Add(definition.Name, new ContractSchema());
        foreach (JsonMember definition in definitions)
            reader.Fill(reader._definitions[definition.Name], definition.Value);
        return reader.Schema(json);
    }

    private ContractSchema Schema(JsonValue json)
    {
        ContractSchema schema = new();
        Fill(schema, json);
        return schema;
    }

    private void Fill(ContractSchema schema, JsonValue json)
    {
        Expect(json, JsonKind.Object);
        foreach (JsonMember member in json.Members)
            Keyword(schema, member.Name, member.Value);
    }

    private void Keyword(ContractSchema schema, string keyword, JsonValue value)
    {
        switch (keyword)
        {
            case "type":
                foreach (JsonValue word in value.Kind is JsonKind.Array ? value.Items : [value])
                    Type(schema, Expect(word, JsonKind.String).Text);
                break;
            case "format":
                schema.Format = Expect(value, JsonKind.String).Text;
                break;
            case "enum":
                schema.Allowed = Values(value);
                break;
            case "not":
                schema.Denied = Find(Expect(value, JsonKind.Object), "enum", JsonKind.Array) is { } denied ? Values(denied) : null;
                break;
            case "x-not-blank":
                schema.NotBlank = Expect(value, JsonKind.Boolean).Text == "true";
                break;
            case "x-extensions":
                schema.Extensions = [.. Expect(value, JsonKind.Array).Items.Select(static i => Expect(i, JsonKind.String).Text).OrderBy(static t => t, StringComparer.Ordinal)];
                break;
            case "minimum" or "exclusiveMinimum":
                schema.Minimum = Expect(value, JsonKind.Number).Text;
                schema.MinimumIsExclusive = keyword != "minimum";
                break;
            case "maximum" or "exclusiveMaximum":
                schema.Maximum = Expect(value, JsonKind.Number).Text;
                schema.MaximumIsExclusive = keyword != "maximum";
                break;
            case "minLength" or "minItems" or "minProperties":
                schema.MinCount = Count(value);
                break;
            case "maxLength" or "maxItems" or "maxProperties":
                schema.MaxCount = Count(value);
                break;
            case "x-type":
                schema.CodeType = Expect(value, JsonKind.String).Text;
                break;
            case "x-pattern":
                schema.Pattern = Expect(value, JsonKind.String).Text;
                break;
            case "uniqueItems":
                schema.Unique = Expect(value, JsonKind.Boolean).Text == "true";
                break;
            case "writeOnly":
                schema.Secret = Expect(value, JsonKind.Boolean).Text == "true";
                break;
            default:
                Content(schema, keyword, value);
                break;
        }
    }

    private void Content(ContractSchema schema, string keyword, JsonValue value)
    {
        switch (keyword)
        {
            case "items":
                schema.Items = Schema(value);
                break;
            case "additionalProperties" when value.Kind is JsonKind.Object:
                schema.Values = Schema(value);
                break;
            case "properties":
                schema.Properties = new(StringComparer.Ordinal);
                foreach (JsonMember property in Expect(value, JsonKind.Object).Members)
                    schema.Properties.Add(property.Name, Schema(property.Value));
                break;
            case "required":
                schema.Required = [.. Expect(value, JsonKind.Array).Items.Select(static i => Expect(i, JsonKind.String).Text)];
                break;
            case "$ref":
                Refer(schema, Expect(value, JsonKind.String));
                break;
            case "anyOf":
                // A reference or a type of its own, or null: the only choices there are
                foreach (JsonValue choice in Expect(value, JsonKind.Array).Items)
                    Fill(schema, choice);
                break;
        }
    }

    private void Refer(ContractSchema schema, JsonValue reference)
    {
        schema.Type = "object";
        schema.Definition = reference.Text.StartsWith(Prefix, StringComparison.Ordinal) && _definitions.TryGetValue(reference.Text.Substring(Prefix.Length), out ContractSchema? found)
            ? found
            : throw new ContractException(reference.Position, $"'{reference.Text}' is not among the schema's $defs");
    }

    private static void Type(ContractSchema schema, string word)
    {
        if (word == "null")
            schema.Nullable = true;
        else
            schema.Type = word;
    }

    private static string[] Values(JsonValue list) => [.. Expect(list, JsonKind.Array).Items.Select(Text).OrderBy(static t => t, StringComparer.Ordinal)];

    private static string Text(JsonValue value) => value.Kind is JsonKind.String ? $"\"{value.Text}\"" : value.Text;

    private static int Count(JsonValue value) => int.TryParse(Expect(value, JsonKind.Number).Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        ? count
        : throw new ContractException(value.Position, "a count is expected here");

    private static JsonValue? Find(JsonValue json, string name, JsonKind kind) => json.Find(name) is { } value ? Expect(value, kind) : null;

    public static JsonValue Expect(JsonValue value, JsonKind kind) => value.Kind == kind
        ? value
        : throw new ContractException(value.Position, $"{kind switch
        {
            JsonKind.Object => "an object",
            JsonKind.Array => "an array",
            JsonKind.String => "a string",
            JsonKind.Number => "a number",
            _ => "true or false",
        }} is expected here");
}
