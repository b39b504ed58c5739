using System.Numerics;
using System.Text.Json;
using Tinpot.Schemas.Text;

namespace Tinpot.Schemas.Checking;

internal ref partial struct SchemaWalker
{
    private const int SureDecimal = 28;
    private const int SureHalf = 4;
    private const int SureSingle = 38;
    private const int SureDouble = 308;

    private void Integer(Schema schema)
    {
        if (_reader.TokenType != JsonTokenType.Number)
        {
            Mistyped(schema);
            return;
        }
        var token = _reader.ValueSpan;
        if (TryInteger(schema.KnownFormat, token, out var value)) CheckValue(schema, value);
        else Error(IntegerText.IsFractional(token) ? SchemaMessages.Fractional : SchemaMessages.Range(schema));
    }

    private static bool TryInteger(SchemaFormat format, ReadOnlySpan<byte> token, out decimal value)
    {
        var (isSigned, bits) = format switch
        {
            SchemaFormat.Int8 => (true, 8),
            SchemaFormat.UInt8 => (false, 8),
            SchemaFormat.Int16 => (true, 16),
            SchemaFormat.UInt16 => (false, 16),
            SchemaFormat.Int32 => (true, 32),
            SchemaFormat.UInt32 => (false, 32),
            SchemaFormat.UInt64 => (false, 64),
            _ => (true, 64),
        };
        if (isSigned)
        {
            var fits = IntegerText.TrySigned(token, bits, out var number);
            value = number;
            return fits;
        }
        else
        {
            var fits = IntegerText.TryUnsigned(token, bits, out var number);
            value = number;
            return fits;
        }
    }

    private void Number(Schema schema)
    {
        if (_reader.TokenType != JsonTokenType.Number)
        {
            Mistyped(schema);
            return;
        }
        if (schema.KnownFormat == SchemaFormat.Decimal) Decimal(schema);
        else Floating(schema);
    }

    private void Decimal(Schema schema)
    {
        if (!schema.HasNumberRules && IsShort(SureDecimal)) return;
        if (NumberText.TryDecimal(in _reader, out var value)) CheckValue(schema, value);
        else Error(SchemaMessages.Range(schema));
    }

    private void Floating(Schema schema)
    {
        var sure = schema.KnownFormat switch
        {
            SchemaFormat.Half => SureHalf,
            SchemaFormat.Float => SureSingle,
            _ => SureDouble,
        };
        if (!schema.HasNumberRules && IsShort(sure)) return;
        // Bounds are compared as doubles for singles too: 0.1 as single is above 0.1, which is not what a bound means
        if (NumberText.TryDouble(in _reader, out var value)
            && (schema.KnownFormat != SchemaFormat.Float || NumberText.TrySingle(in _reader, out _))
            && (schema.KnownFormat != SchemaFormat.Half || NumberText.TryHalf(in _reader, out _))) CheckValue(schema, value);
        else Error(SchemaMessages.Range(schema));
    }

    /// <summary>A number with so few characters and without exponent is in range, so it need not be parsed.</summary>
    private readonly bool IsShort(int length) => _reader.ValueSpan.Length <= length && !_reader.ValueSpan.ContainsAny("eE"u8);

    private void CheckValue<T>(Schema schema, T value)
        where T : struct, INumber<T>
    {
        if (!schema.HasNumberRules) return;
        if (schema.MinimumBound?.Compare(value) < 0 || schema.MaximumBound?.Compare(value) > 0
            || schema.ExclusiveMinimumBound?.Compare(value) <= 0 || schema.ExclusiveMaximumBound?.Compare(value) >= 0)
            Error(SchemaMessages.Range(schema));
        foreach (var one in schema.DeniedValues ?? [])
            if (one.Number?.Compare(value) == 0) Error(SchemaMessages.NoneOf(schema));
        if (schema.AllowedValues is not { } allowed) return;
        foreach (var one in allowed)
            if (one.Number?.Compare(value) == 0) return;
        Error(SchemaMessages.OneOf(schema, null));
    }
}
