using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>The words of every error. None repeats the value: it may be a secret, and it may be long.</summary>
internal static class SchemaMessages
{
    internal const string NotNull = "Must not be null.";
    internal const string Required = "Is required.";
    internal const string Blank = "Must not be empty or only blanks.";
    internal const string Duplicate = "Is given more than once.";
    internal const string NotUnique = "Is in the list already.";
    internal const string Fractional = "Must be an integer, written without decimal point and exponent.";
    internal const string Nul = @"Must not contain the NUL character (\u0000).";
    internal const string HalfPair = @"Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.";

    private const int MaxListed = 20;

    private const int MaxReason = 500;

    /// <param name="type">With its namespace and type arguments.</param>
    /// <param name="reason">The message of the type's own code.</param>
    internal static string NotOfType(string type, string reason)
    {
        var plain = type.AsSpan(0, type.IndexOf('<') is var generic and > 0 ? generic : type.Length);
        return $"Is not a valid {plain[(plain.LastIndexOf('.') + 1)..]}: {(reason.Length <= MaxReason ? reason : string.Concat(reason.AsSpan(0, MaxReason), "…"))}";
    }

    internal static string Mistyped(Schema schema, JsonTokenType found)
    {
        if (schema.AllowedValues is not null) return OneOf(schema, null);
        var expected = schema.Type switch
        {
            SchemaType.Boolean => "true or false",
            SchemaType.Integer => "an integer",
            SchemaType.Number => "a number",
            SchemaType.Array => "an array",
            SchemaType.Object => "an object",
            _ => Example(schema.KnownFormat) is { } example ? $"a string such as {example}" : "a string",
        };
        return $"Must be {expected}, not {Found(found)}.";
    }

    internal static string Unknown(string name, SchemaProperty[] members)
    {
        var names = Array.ConvertAll(members, m => m.Name);
        return names.Length == 0 ? "Is unknown: nothing is expected here."
            : Suggestion.Closest(name, names) is { } meant ? $"Is unknown. Did you mean '{meant}'?"
            : $"Is unknown. Known: {List(names)}.";
    }

    internal static string OneOf(Schema schema, string? given)
    {
        var names = schema.Enum!;
        var message = $"Must be one of: {List(names)}.";
        return given is not null && Suggestion.Closest(given, names) is { } meant ? $"{message} Did you mean '{meant}'?" : message;
    }

    internal static string NoneOf(Schema schema) =>
        schema.Denied is [var only] ? $"Must not be {Shown(only)}." : $"Must be none of: {List([.. schema.Denied!.Select(Shown)])}.";

    private static string Shown(string value) => value.Length == 0 ? "the empty text" : value;

    internal static string Extension(IReadOnlyList<string> extensions) =>
        $"Must be the name of a file that ends with {(extensions is [var only] ? $".{only}" : "one of: " + List([.. extensions.Select(e => "." + e)]))}.";

    internal static string Range(Schema schema)
    {
        var (least, greatest) = Limits(schema);
        if (schema.ExclusiveMinimumBound is null && schema.ExclusiveMaximumBound is null)
        {
            if (schema.MinimumBound is not null && schema.MaximumBound is not null) return $"Must be between {schema.Minimum} and {schema.Maximum}.";
            if (schema.MinimumBound is null && schema.MaximumBound is null) return $"Must be between {least} and {greatest}.";
        }
        var lower = schema.ExclusiveMinimumBound is not null ? $"greater than {schema.ExclusiveMinimum}"
            : schema.MinimumBound is not null ? $"at least {schema.Minimum}" : null;
        var upper = schema.ExclusiveMaximumBound is not null ? $"less than {schema.ExclusiveMaximum}"
            : schema.MaximumBound is not null ? $"at most {schema.Maximum}" : null;
        return $"Must be {lower ?? $"at least {least}"} and {upper ?? $"at most {greatest}"}.";
    }

    internal static string Length(Schema schema, int length) =>
        $"Must be {Between(schema.MinLength, schema.MaxLength)} {Plural(schema.MaxLength ?? schema.MinLength, schema.KnownFormat == SchemaFormat.Byte ? "byte" : "character")} long, not {length}.";

    internal static string Count(Schema schema, int count, string items) =>
        $"Must have {Between(schema.MinItems, schema.MaxItems)} {items}, not {count}.";

    internal static string Format(SchemaFormat format) => format switch
    {
        SchemaFormat.Char => "Must be a single character.",
        SchemaFormat.Uuid => $"Must be a UUID such as {Example(format)}.",
        SchemaFormat.DateTime => $"Must be a date and time with its offset, such as {Example(format)} or 2026-03-31T18:30:00+02:00.",
        SchemaFormat.LocalDateTime => $"Must be a date and time such as {Example(format)}.",
        SchemaFormat.Date => $"Must be a date such as {Example(format)}.",
        SchemaFormat.Time => $"Must be a time of day such as {Example(format)}.",
        SchemaFormat.Duration => $"Must be a duration such as 30s, {Example(format)} or 01:30:00.",
        SchemaFormat.UriReference => $"Must be a URI such as {Example(format)}, or a relative one.",
        SchemaFormat.Uri => $"Must be an http, https or ftp address such as {Example(format)}.",
        SchemaFormat.Phone => $"Must be a telephone number such as {Example(format)}.",
        SchemaFormat.CreditCard => $"Must be the number of a credit card such as {Example(format)}.",
        SchemaFormat.Base64 => $"Must be base64, padded, such as {Example(format)}.",
        SchemaFormat.Email => $"Must be an e-mail address such as {Example(format)}.",
        _ => $"Must be base64, padded and without blanks, such as {Example(format)}.",
    };

    private static string? Example(SchemaFormat format) => format switch
    {
        SchemaFormat.Uuid => "0f8fad5b-d9cb-469f-a165-70867728950e",
        SchemaFormat.DateTime => "2026-03-31T18:30:00Z",
        SchemaFormat.LocalDateTime => "2026-03-31T18:30:00",
        SchemaFormat.Date => "2026-03-31",
        SchemaFormat.Time => "18:30:00",
        SchemaFormat.Duration => "PT1H30M",
        SchemaFormat.UriReference or SchemaFormat.Uri => "https://example.org/path",
        SchemaFormat.Email => "ada@example.org",
        SchemaFormat.Phone => "+49 30 901820",
        SchemaFormat.CreditCard => "4111 1111 1111 1111",
        SchemaFormat.Byte or SchemaFormat.Base64 => "aGVsbG8=",
        _ => null,
    };

    private static (string Least, string Greatest) Limits(Schema schema) => schema.KnownFormat switch
    {
        SchemaFormat.Int8 => ("-128", "127"),
        SchemaFormat.UInt8 => ("0", "255"),
        SchemaFormat.Int16 => ("-32768", "32767"),
        SchemaFormat.UInt16 => ("0", "65535"),
        SchemaFormat.Int32 => ("-2147483648", "2147483647"),
        SchemaFormat.UInt32 => ("0", "4294967295"),
        SchemaFormat.UInt64 => ("0", "18446744073709551615"),
        SchemaFormat.Half => ("-65504", "65504"),
        SchemaFormat.Float => ("-3.4028235E+38", "3.4028235E+38"),
        SchemaFormat.Double => ("-1.7976931348623157E+308", "1.7976931348623157E+308"),
        SchemaFormat.None when schema.Type == SchemaType.Number => ("-1.7976931348623157E+308", "1.7976931348623157E+308"),
        SchemaFormat.Decimal => ("-79228162514264337593543950335", "79228162514264337593543950335"),
        _ => ("-9223372036854775808", "9223372036854775807"),
    };

    private static string Found(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartArray => "an array",
        _ => "an object",
    };

    private static string Between(int? least, int? greatest) =>
        least is null ? $"at most {greatest}"
        : greatest is null ? $"at least {least}"
        : least == greatest ? $"exactly {least}"
        : $"between {least} and {greatest}";

    private static string Plural(int? count, string word) => count == 1 ? word : word + "s";

    private static string List(IReadOnlyList<string> names) => names.Count <= MaxListed
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MaxListed))} and {names.Count - MaxListed} more";
}
