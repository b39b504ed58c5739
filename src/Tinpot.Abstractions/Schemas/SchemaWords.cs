namespace Tinpot.Schemas;

/// <summary>The spelling of types and formats.</summary>
internal static class SchemaWords
{
    internal static string? Of(SchemaType type) => type switch
    {
        SchemaType.Boolean => "boolean",
        SchemaType.Integer => "integer",
        SchemaType.Number => "number",
        SchemaType.String => "string",
        SchemaType.Array => "array",
        SchemaType.Object => "object",
        _ => null,
    };

    internal static SchemaType Type(string word) => word switch
    {
        "boolean" => SchemaType.Boolean,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "string" => SchemaType.String,
        "array" => SchemaType.Array,
        "object" => SchemaType.Object,
        _ => throw new FormatException($"'{word}' is not a schema type. Rebuild the action's assembly with the Tinpot version that runs it."),
    };

    internal static SchemaFormat Format(string? word) => word switch
    {
        "int8" => SchemaFormat.Int8,
        "uint8" => SchemaFormat.UInt8,
        "int16" => SchemaFormat.Int16,
        "uint16" => SchemaFormat.UInt16,
        "int32" => SchemaFormat.Int32,
        "uint32" => SchemaFormat.UInt32,
        "int64" => SchemaFormat.Int64,
        "uint64" => SchemaFormat.UInt64,
        "half" => SchemaFormat.Half,
        "float" => SchemaFormat.Float,
        "double" => SchemaFormat.Double,
        "decimal" => SchemaFormat.Decimal,
        "char" => SchemaFormat.Char,
        "uuid" => SchemaFormat.Uuid,
        "date-time" => SchemaFormat.DateTime,
        "local-date-time" => SchemaFormat.LocalDateTime,
        "date" => SchemaFormat.Date,
        "time" => SchemaFormat.Time,
        "duration" => SchemaFormat.Duration,
        "uri-reference" => SchemaFormat.UriReference,
        "uri" => SchemaFormat.Uri,
        "byte" => SchemaFormat.Byte,
        "email" => SchemaFormat.Email,
        "base64" => SchemaFormat.Base64,
        "phone" => SchemaFormat.Phone,
        "credit-card" => SchemaFormat.CreditCard,
        // A format without a rule here is a hint to people
        _ => SchemaFormat.None,
    };
}
