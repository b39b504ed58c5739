namespace Tinpot.Schemas;

/// <summary>The type of a JSON value, in JSON Schema's words.</summary>
public enum SchemaType
{
    /// <summary>Any value, null included.</summary>
    Any,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A number without decimal point and exponent.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object: a record with known properties, or a dictionary.</summary>
    Object,
}
