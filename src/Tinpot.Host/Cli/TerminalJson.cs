using System.Globalization;
using System.Text;

namespace Tinpot.Cli;

/// <summary>
/// JSON for people at a terminal: letters, signs and emoji as they are, not as <c>\u00EB</c>. Escaped stays, or becomes, what a terminal
/// would obey: control characters and those that turn the direction of writing.
/// </summary>
internal static class TerminalJson
{
    private const int EscapeLength = 6;

    public static string Show(ReadOnlySpan<byte> json) => Show(Encoding.UTF8.GetString(json));

    /// <param name="json">Valid JSON. Blanks and line ends between its tokens stay.</param>
    public static string Show(string json)
    {
        var text = new StringBuilder(json.Length);
        for (int at = 0; at < json.Length;)
        {
            if (json[at] != '\\')
            {
                Append(text, json[at++]);
                continue;
            }

            if (Unit(json, at) is { } unit)
            {
                at += Unescape(text, json, at, unit);
                continue;
            }

            text.Append(json, at, 2);
            at += 2;
        }

        return text.ToString();
    }

    /// <summary>Whether a terminal shows a character and does nothing else.</summary>
    public static bool IsShown(char character) =>
        !char.IsControl(character) && character is not ('\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\uFEFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));

    /// <summary>Control characters below blank stand only between the tokens of JSON.</summary>
    private static void Append(StringBuilder text, char character)
    {
        if (IsShown(character) || character < ' ')
            text.Append(character);
        else
            text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
    }

    /// <returns>How many characters of the JSON were read.</returns>
    private static int Unescape(StringBuilder text, string json, int at, char unit)
    {
        if (char.IsHighSurrogate(unit) && Unit(json, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
        {
            text.Append(unit).Append(low);
            return 2 * EscapeLength;
        }

        if (char.IsSurrogate(unit) || !IsShown(unit))
            text.Append(json, at, EscapeLength);
        else if (unit is '"' or '\\')
            text.Append('\\').Append(unit);
        else
            text.Append(unit);
        return EscapeLength;
    }

    /// <summary>The character that an escape by number stands for; null when there is none.</summary>
    private static char? Unit(string json, int at) =>
        json.Length >= at + EscapeLength && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;
}
