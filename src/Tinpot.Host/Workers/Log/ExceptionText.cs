using Tinpot.Executions;

namespace Tinpot.Workers.Log;

/// <summary>What is recorded of exceptions.</summary>
internal static class ExceptionText
{
    /// <summary>Most characters of an exception's message.</summary>
    public const int LongestMessage = 16 * 1024;
    /// <summary>Most characters of what an exception or a report of progress says, before it is masked.</summary>
    public const int LongestText = 64 * 1024;

    /// <summary>Most characters of a log entry that a child sends.</summary>
    public const int LongestEntry = 1024 * 1024;

    /// <summary>Stands where something was cut off.</summary>
    public const char Ellipsis = '…';

    /// <summary>Nothing in it is masked: see <see cref="SecretMasker.Apply(ExecutionError)"/>.</summary>
    public static ExecutionError Of(Exception exception, FailureReason reason) => new(
        exception.GetType().ToString(),
        Cut(Read(exception, static exception => exception.Message), LongestMessage),
        reason,
        Describe(exception));

    /// <summary>Type, message and stack down to the author's code, with those of the inner exceptions.</summary>
    public static string Describe(Exception exception) =>
        Cut(WithoutHost(Read(exception, static exception => exception.ToString())), LongestText);

    /// <summary>Leaves out the frames at the end that called the action. Async methods cannot hide themselves.</summary>
    private static string WithoutHost(string text)
    {
        ReadOnlySpan<char> left = text;
        while (left.LastIndexOf('\n') is var start and >= 0 && IsHost(left[(start + 1)..]))
            left = left[..start].TrimEnd('\r');
        return left.ToString();
    }

    private static bool IsHost(ReadOnlySpan<char> line) =>
        line.StartsWith("   at Tinpot.Workers.", StringComparison.Ordinal)
        || line.StartsWith("   at Tinpot.Runtime.", StringComparison.Ordinal)
        || line.StartsWith("   at Tinpot.Generated.", StringComparison.Ordinal)
        || line.SequenceEqual("--- End of stack trace from previous location ---");

    private static string Read(Exception exception, Func<Exception, string> text)
    {
        try
        {
            return text(exception) ?? "";
        }
        catch (Exception)
        {
            // Both may be overridden by the author and throw; the first exception is the one to report.
            return $"{exception.GetType()} (its message could not be read)";
        }
    }

    public static string Cut(string text, int length) => text.Length <= length ? text : $"{text.AsSpan(0, length)}{Ellipsis}";
}
