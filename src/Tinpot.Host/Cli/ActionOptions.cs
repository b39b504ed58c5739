using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;
using Tinpot.Platform;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Cli;

/// <summary>The options of one action, made from its schema, and the JSON that they come to.</summary>
internal sealed class ActionOptions
{
    private static readonly string[] Taken = ["--params", "--help", "--version"];

    private readonly List<(SchemaProperty Property, Option<string[]> Option)> _options = [];

    public ActionOptions(ActionDescriptor action, Command command)
    {
        IReadOnlyList<SchemaProperty> properties = action.Parameters.Properties ?? [];
        HashSet<string> used = [.. properties.Select(property => SwitchOf(property.Name)), .. Taken];
        foreach (SchemaProperty property in properties)
        {
            var option = new Option<string[]>(OwnSwitch(property.Name, used))
            {
                Description = OptionHelp.Describe(property),
                HelpName = OptionHelp.Kind(property.Schema),
                Arity = property.Schema.Type switch
                {
                    SchemaType.Boolean => ArgumentArity.ZeroOrOne,
                    SchemaType.Array => ArgumentArity.OneOrMore,
                    _ => ArgumentArity.ExactlyOne,
                },
                AllowMultipleArgumentsPerToken = false,
                CustomParser = typed => [.. typed.Tokens.Select(token => token.Value)],
            };
            _options.Add((property, option));
            command.Add(option);
        }
    }

    /// <summary>The first option that was typed; null when none was.</summary>
    public string? FirstTyped(ParseResult parsed) =>
        _options.FirstOrDefault(entry => parsed.GetResult(entry.Option) is { Implicit: false }).Option?.Name;

    /// <summary>What was typed, as one JSON object.</summary>
    /// <param name="errors">Takes what was to be JSON and is not.</param>
    public byte[] ToJson(ParseResult parsed, List<SchemaError> errors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((SchemaProperty property, Option<string[]> option) in _options)
            {
                if (parsed.GetResult(option) is not { Implicit: false } result)
                    continue;
                writer.WritePropertyName(property.Name);
                Write(writer, property, result.Tokens, errors);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SchemaProperty property, IReadOnlyList<Token> tokens, List<SchemaError> errors)
    {
        if (property.Schema.Type != SchemaType.Array)
        {
            if (tokens.Count == 0)
                writer.WriteBooleanValue(true);
            else
                WriteText(writer, property.Schema, tokens[0].Value, property.Name, errors);
            return;
        }

        writer.WriteStartArray();
        for (int index = 0; index < tokens.Count; index++)
        {
            if (property.Schema.Items is { } items)
                WriteText(writer, items, tokens[index].Value, $"{property.Name}[{index}]", errors);
            else
                writer.WriteStringValue(tokens[index].Value);
        }

        writer.WriteEndArray();
    }

    /// <summary>What does not read as its type goes on as a string, so that the one checker says what is wrong with it.</summary>
    private static void WriteText(Utf8JsonWriter writer, Schema schema, string text, string path, List<SchemaError> errors)
    {
        // JSON may come from a file, mark and all: "$(cat file)"
        if (schema.Type != SchemaType.String)
            text = text.StartsWith(ByteOrderMark.Character) ? text[1..] : text;
        byte[] json = Encoding.UTF8.GetBytes(text);
        JsonTokenType? token = schema.Type == SchemaType.String ? null : SingleValue(json);
        if (token is null && schema.Type is SchemaType.Object or SchemaType.Array
            && SchemaChecker.CheckSyntax(json) is { } malformed)
            errors.Add(new SchemaError(path, malformed.Message));
        bool fits = (token, schema.Type) switch
        {
            (null, _) => false,
            (JsonTokenType.Null, SchemaType.Any) => true,
            (JsonTokenType.Null, _) => schema.Nullable,
            (_, SchemaType.Any or SchemaType.Object or SchemaType.Array) => true,
            (JsonTokenType.True or JsonTokenType.False, SchemaType.Boolean) => true,
            (JsonTokenType.Number, SchemaType.Integer or SchemaType.Number) => true,
            _ => false,
        };
        if (fits)
            writer.WriteRawValue(json, skipInputValidation: true);
        else
            writer.WriteStringValue(text);
    }

    /// <summary>The token a text begins with when it is exactly one JSON value, else null.</summary>
    private static JsonTokenType? SingleValue(ReadOnlySpan<byte> json)
    {
        var reader = JsonInput.Open(json, JsonLimits.Value);
        try
        {
            if (!reader.Read())
                return null;
            JsonTokenType first = reader.TokenType;
            reader.Skip();
            return reader.Read() ? null : first;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A parameter whose option has another meaning gets one that no other parameter has.</summary>
    private static string OwnSwitch(string parameter, HashSet<string> used)
    {
        string name = SwitchOf(parameter);
        if (!Taken.Contains(name, StringComparer.Ordinal))
            return name;
        do
            name = "--parameter-" + name[2..];
        while (!used.Add(name));
        return name;
    }

    private static string SwitchOf(string parameter) => "--" + parameter.Replace('_', '-');
}
