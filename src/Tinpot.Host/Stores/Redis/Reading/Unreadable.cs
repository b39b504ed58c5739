using System.Text.Json;
using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>Tells a record that cannot be read from a server that cannot be asked.</summary>
internal static class Unreadable
{
    /// <summary>What readers throw for text that is not what they expect, and the server for a key of another type.</summary>
    public static bool Is(Exception error) => error
        is FormatException or JsonException or InvalidOperationException or OverflowException or ArgumentException or InvalidCastException
        or KeyNotFoundException or IndexOutOfRangeException
        || IsWrongType(error) || (error is StoreUnavailableException { InnerException: { } inner } && IsWrongType(inner));

    public static bool IsWrongType(Exception error) =>
        error is RedisServerException && error.Message.Contains("WRONGTYPE", StringComparison.Ordinal);

    /// <summary>One line.</summary>
    public static string Reason(Exception error) =>
        IsWrongType(error.InnerException ?? error) ? "the key is of another type" : error.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
