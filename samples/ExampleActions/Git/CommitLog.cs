using System.Globalization;
using System.Text.RegularExpressions;

namespace ExampleActions;

/// <summary>What <c>git log --shortstat</c> prints when each commit starts with its author's name behind a mark.</summary>
internal static partial class CommitLog
{
    /// <summary>Stands before the author's name; statistics start with a space.</summary>
    public const string AuthorMark = "by ";

    /// <summary>One entry for each author, most commits first.</summary>
    public static AuthorSummary[] Summarise(string log)
    {
        var authors = new Dictionary<string, AuthorSummary>();
        var author = "";
        foreach (var line in log.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(AuthorMark))
            {
                author = line[AuthorMark.Length..].ToString();
                var known = authors.GetValueOrDefault(author, new AuthorSummary(author, Commits: 0, Added: 0, Removed: 0));
                authors[author] = known with { Commits = known.Commits + 1 };
            }
            else if (line.StartsWith(" ") && authors.TryGetValue(author, out var summary))
            {
                var statistics = line.ToString();
                authors[author] = summary with
                {
                    Added = summary.Added + Number(Insertions().Match(statistics)),
                    Removed = summary.Removed + Number(Deletions().Match(statistics)),
                };
            }
        }

        return [.. authors.Values.OrderByDescending(one => one.Commits).ThenBy(one => one.Author, StringComparer.Ordinal)];
    }

    private static long Number(Match match) =>
        match.Success ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"(\d+) insertion")]
    private static partial Regex Insertions();

    [GeneratedRegex(@"(\d+) deletion")]
    private static partial Regex Deletions();
}
