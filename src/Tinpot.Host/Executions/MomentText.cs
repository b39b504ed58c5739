using System.Globalization;

namespace Tinpot.Executions;

/// <summary>How moments look in events and answers: ISO 8601 in UTC to the millisecond.</summary>
internal static class MomentText
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Accepted =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads ISO 8601 with an offset: without one a moment would mean another thing on every machine.</summary>
    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        moment = default;
        bool hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return hasOffset
            && DateTimeOffset.TryParseExact(text, Accepted, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
