using System.Text.RegularExpressions;

namespace Tinpot.Schemas;

/// <summary>
/// A regular expression that the whole text must match. <c>^[a-z]+$</c> in .NET also accepts a line feed at the end,
/// so it always stands between <c>\A</c> and <c>\z</c>. It runs in time linear to the text where the expression allows;
/// where it must backtrack, it and all others in a document share <see cref="Timeout"/>.
/// </summary>
internal sealed class FullPattern(string pattern)
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private readonly Lazy<Regex?> _regex = new(() => Compile($@"\A(?:{pattern})\z")
        // (?x) at its start makes a comment of our closing; a line feed ends the comment
        ?? Compile($"\\A(?:{pattern}\n)\\z"));

    /// <summary>The expression in the dialect that .NET, ECMAScript and Python share; null when it is not in it.</summary>
    internal string? Public { get; } = PublicPattern.From(pattern);

    /// <summary>Its time may grow with any power of the text, or worse.</summary>
    internal bool Backtracks => _regex.Value is { } regex && (regex.Options & RegexOptions.NonBacktracking) == 0;

    internal PatternMatch Match(ReadOnlySpan<char> text)
    {
        if (_regex.Value is not { } regex) return PatternMatch.Broken;
        try
        {
            return regex.IsMatch(text) ? PatternMatch.Matches : PatternMatch.Differs;
        }
        catch (RegexMatchTimeoutException)
        {
            return PatternMatch.TooSlow;
        }
    }

    private static Regex? Compile(string whole)
    {
        try
        {
            return new Regex(whole, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Timeout);
        }
        catch (NotSupportedException)
        {
            // Look-arounds, backreferences and atomic groups need backtracking
            return new Regex(whole, RegexOptions.CultureInvariant, Timeout);
        }
        catch (RegexParseException)
        {
            return null;
        }
    }
}
