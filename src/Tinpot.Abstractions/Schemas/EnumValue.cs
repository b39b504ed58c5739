using System.Text;

namespace Tinpot.Schemas;

/// <summary>One allowed value: a string, or the raw JSON of a number, boolean or null.</summary>
internal sealed class EnumValue
{
    internal EnumValue(string text, bool isString)
    {
        Text = text;
        IsString = isString;
        Utf8 = Encoding.UTF8.GetBytes(text);
        Number = !isString && (text[0] == '-' || char.IsAsciiDigit(text[0])) ? new NumberBound(text) : null;
    }

    internal string Text { get; }

    internal bool IsString { get; }

    internal byte[] Utf8 { get; }

    /// <summary>Null when it is not a number.</summary>
    internal NumberBound? Number { get; }
}
