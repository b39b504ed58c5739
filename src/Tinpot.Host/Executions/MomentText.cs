using System.Globalization;

namespace Tinpot.Executions;

/// <summary>How moments look in events and answers: ISO 8601 in UTC to the millisecond.</summary>
internal static class MomentText
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
