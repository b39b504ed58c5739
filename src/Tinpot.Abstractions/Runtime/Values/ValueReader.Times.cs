using System.Text.Json;
using Tinpot.Schemas.Text;

namespace Tinpot.Runtime;

public static partial class ValueReader
{
    /// <summary>Reads a date and time. Kind is unspecified without an offset, else UTC at the same moment.</summary>
    public static DateTime ReadDateTime(ref Utf8JsonReader reader) => Fixed<DateTime>(in reader, DateText.TryDateTime, "a date and time");

    /// <summary>Reads a date and time with its offset.</summary>
    public static DateTimeOffset ReadDateTimeOffset(ref Utf8JsonReader reader) => Fixed<DateTimeOffset>(in reader, DateText.TryMoment, "a date and time with an offset");

    /// <summary>Reads a date.</summary>
    public static DateOnly ReadDateOnly(ref Utf8JsonReader reader) => Fixed<DateOnly>(in reader, DateText.TryDate, "a date");

    /// <summary>Reads a time of day.</summary>
    public static TimeOnly ReadTimeOnly(ref Utf8JsonReader reader) => Fixed<TimeOnly>(in reader, DateText.TryTime, "a time of day");

    /// <summary>Reads a duration: ISO 8601, <c>d.hh:mm:ss</c>, or numbers with units such as <c>1h30m</c>.</summary>
    public static TimeSpan ReadTimeSpan(ref Utf8JsonReader reader) => Fixed<TimeSpan>(in reader, DurationText.TryParse, "a duration");
}
