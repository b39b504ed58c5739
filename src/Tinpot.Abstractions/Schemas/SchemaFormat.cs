namespace Tinpot.Schemas;

/// <summary>The formats that have a rule.</summary>
internal enum SchemaFormat
{
    None,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Half,
    Float,
    Double,
    Decimal,
    Char,
    Uuid,
    DateTime,
    LocalDateTime,
    Date,
    Time,
    Duration,
    UriReference,
    Uri,
    Byte,
    Email,
    Base64,
    Phone,
    CreditCard,
}
