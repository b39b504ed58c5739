using System.Globalization;
using System.Numerics;

namespace Tinpot.Schemas;

/// <summary>A number as the schema writes it, comparable to values exactly: integers and decimals as decimals, the rest as doubles.</summary>
internal sealed class NumberBound
{
    private readonly decimal? _exact;
    private readonly double _near;

    internal NumberBound(string text)
    {
        Text = text;
        _exact = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null;
        _near = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The JSON number.</summary>
    internal string Text { get; }

    /// <summary>Sign of <paramref name="value"/> minus this: exact for a decimal, otherwise as doubles.</summary>
    internal int Compare<T>(T value)
        where T : struct, INumber<T> =>
        value is decimal given && _exact is { } exact ? given.CompareTo(exact) : double.CreateSaturating(value).CompareTo(_near);
}
