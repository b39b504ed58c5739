using System.Globalization;
using System.Text.Json;

namespace Tinpot.Schemas.Text;

/// <summary>Numbers with fractions: the nearest value of the type, or none beyond its range.</summary>
internal static class NumberText
{
    internal static bool TrySingle(in Utf8JsonReader reader, out float value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number
            && float.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && float.IsFinite(value);
    }

    internal static bool TryHalf(in Utf8JsonReader reader, out Half value)
    {
        value = default;
        return reader.TokenType == JsonTokenType.Number
            && Half.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && Half.IsFinite(value);
    }

    internal static bool TryDouble(in Utf8JsonReader reader, out double value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number
            && double.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    internal static bool TryDecimal(in Utf8JsonReader reader, out decimal value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number
            && decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
