namespace Tinpot.Settings.Redis;

/// <summary>The prefix of the keys and channels of a fleet.</summary>
internal static class FleetPrefix
{
    public const string Must = "must be 1 to 32 letters, digits, '-', '_', '.' and ':', with a letter or digit at both ends";

    private const int Longest = 32;

    /// <summary>Braces would decide the slot of a cluster, and a colon at an end would make two prefixes look alike.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':');
}
