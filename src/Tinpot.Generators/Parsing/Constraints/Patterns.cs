using System.Text.RegularExpressions;

namespace Tinpot.Generators.Parsing.Constraints;

/// <summary>Regular expressions as the host takes them: the whole text must match.</summary>
internal static class Patterns
{
    /// <summary>Why the host could not use it; null when it could.</summary>
    public static string? Fault(string pattern)
    {
        if (Fault(pattern, out string? reason) || Fault($@"\A(?:{pattern})\z", out reason) && Fault($"\\A(?:{pattern}\n)\\z", out reason))
            return reason;
        return null;
    }

    private static bool Fault(string pattern, out string? reason)
    {
        reason = null;
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return false;
        }
        catch (ArgumentException invalid)
        {
            // The next line of some frameworks names the parameter
            reason = invalid.Message.Split('\n')[0].TrimEnd('\r', '.');
            return true;
        }
    }
}
