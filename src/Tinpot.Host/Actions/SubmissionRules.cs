namespace Tinpot.Actions;

/// <summary>What a submission may say of itself, whether it comes from code or over HTTP.</summary>
internal static class SubmissionRules
{
    public const int LowestPriority = 0;
    public const int HighestPriority = 2;

    private const int MostKeyCharacters = 255;

    public static bool IsPriority(int number) => number is >= LowestPriority and <= HighestPriority;

    /// <summary>1–255 visible ASCII characters.</summary>
    public static bool IsIdempotencyKey(string text) =>
        text is { Length: > 0 and <= MostKeyCharacters } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
