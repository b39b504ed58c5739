using System.Text.Json;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Cli;

/// <summary>What the help says of a parameter.</summary>
internal static class OptionHelp
{
    /// <summary>What to type.</summary>
    public static string Kind(Schema schema) => schema switch
    {
        { Enum: { Count: <= 8 } values } => string.Join('|', values),
        { Type: SchemaType.Array, Items: { } items } => Kind(items),
        { Type: SchemaType.Boolean } => "true|false",
        { Type: SchemaType.Object or SchemaType.Any or SchemaType.Array } => "json",
        { Type: SchemaType.String, Format: { } format } => format,
        { Type: SchemaType.Integer } => "integer",
        { Type: SchemaType.Number } => "number",
        _ => "text",
    };

    public static string Describe(SchemaProperty property)
    {
        Schema schema = property.Schema;
        var facts = new List<string>();
        if (property.Required)
            facts.Add("required");
        if (Default(schema) is { } value)
            facts.Add($"default {value}");
        if (Range(schema) is { } range)
            facts.Add(range);
        if (Count(schema.MinLength, schema.MaxLength, schema.Format == "byte" ? "byte" : "character") is { } length)
            facts.Add(length);
        if (Count(schema.MinItems, schema.MaxItems, "item") is { } items)
            facts.Add(items);
        if (schema.Pattern is { } pattern)
            facts.Add($"matches {pattern}");
        if (schema.NotBlank)
            facts.Add("not blank");
        if (schema.Extensions is { } extensions)
            facts.Add($"ends with {string.Join('|', extensions.Select(static e => "." + e))}");
        if (schema.Denied is { Count: <= 8 } denied)
            facts.Add($"not {string.Join('|', denied.Select(static d => d.Length == 0 ? "empty" : d))}");
        if (schema.Type == SchemaType.Array)
            facts.Add("may be repeated");
        if (schema.Deprecated)
            facts.Add("deprecated");
        string said = (schema.Description ?? schema.Title ?? "").ReplaceLineEndings(" ");
        return facts.Count == 0 ? said : $"{said} [{string.Join("; ", facts)}]".TrimStart();
    }

    private static string? Default(Schema schema)
    {
        if (schema.Default is not { } json || schema.Secret)
            return null;
        string shown = TerminalJson.Show(json.Span);
        if (shown == "null")
            return null;
        if (schema.Type != SchemaType.String)
            return shown;
        var reader = JsonInput.Open(json.Span, JsonLimits.Value);
        string? text = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null && IsPlain(text) ? text : shown;
    }

    /// <summary>Whether a text can stand in a line as it is; others are shown as JSON.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && text[0] != '"' && text.AsSpan().Trim().Length == text.Length && text.All(TerminalJson.IsShown);

    private static string? Count(int? least, int? most, string word)
    {
        string words = (most ?? least) == 1 ? word : word + "s";
        return (least, most) switch
        {
            (null, null) => null,
            (null, _) => $"at most {most} {words}",
            (_, null) => $"at least {least} {words}",
            _ when least == most => $"exactly {least} {words}",
            _ => $"{least} to {most} {words}",
        };
    }

    private static string? Range(Schema schema)
    {
        string? least = schema.Minimum is { } minimum ? $"at least {minimum}" : schema.ExclusiveMinimum is { } above ? $"more than {above}" : null;
        string? most = schema.Maximum is { } maximum ? $"at most {maximum}" : schema.ExclusiveMaximum is { } below ? $"less than {below}" : null;
        return (least, most) switch
        {
            (null, null) => null,
            (_, null) => least,
            (null, _) => most,
            _ => $"{least}, {most}",
        };
    }
}
