using System.Text.RegularExpressions;

namespace Tinpot.Packages.Tests;

/// <summary>
/// Documents, messages and comments are written in plain English. These expressions were used before, and readers whose second language is
/// English had to read them twice.
/// </summary>
public sealed partial class PlainWordsTests
{
    private static readonly (string Expression, string Instead)[] Banned =
    [
        (@"\banew\b", "again"),
        (@"\b[Ww]ho(so)?ever\b|\b[Ww]homever\b", "the person or program that is meant"),
        (@"\b(take|takes|took|taking) leave\b", "reap, remove, end"),
        (@"\bdeaf\b", "ignores its cancellation token"),
        (@"\bnobody asked for\b", "unrequested"),
        (@"\bthat never was\b", "unknown"),
        (@"(?<!\b[Tt]here )\b(is|are|was|were) no (?!longer\b|more\b|less\b|one\b)[a-z]", "is not a"),
        (@"\b[Cc]atalogues?\b", "catalog"),
        (@"\bby rote\b", "automatically"),
        (@"\bin vain\b", "without success"),
        (@"\bheirs? to\b", "inherits"),
        (@"\bgo(es)? on by (itself|themselves)\b", "continues automatically"),
        (@"\b(is|was|are|were) the truth\b", "is authoritative"),
        (@"\bnobody's\b", "does not belong to a"),
        (@"\bfor ever\b", "forever"),
        (@"\b(tells?|told) apart\b", "distinguish"),
        (@"\b(gives?|gave|given) way\b", "end, be replaced"),
        (@"\bgone astray\b", "in the wrong place"),
        (@"\btaken for given\b", "accepted"),
        (@"\bcame? to (nothing|something)\b", "had no result, had a result"),
        (@"\bin circles\b", "endlessly"),
        (@"\bas ever\b", "as usual"),
        (@"\blest\b|\bhence\b|\bthereof\b|\bwherefore\b|\bbetimes\b", "so that … not, therefore"),
        (@"\bof the (host|action|author|program)'s[.,;:]", "of the host, of the action"),
        (@"\bwaits? for its turn\b|\bwaits? their turn\b", "waits"),
        (@"\bis (it|all) well\b|\ball is well\b", "healthy"),
        (@"(^|[.:;>]\s+|//\s+)What (comes|came|goes|lies|stands|is no)\b", "a noun as the subject"),
        (@"(^|[.:;>]\s+|//\s+)Who (?!runs\b)[a-z]+s\b(?![^.]*\?)", "a noun as the subject"),
    ];

    [Fact]
    public void No_text_uses_a_banned_expression()
    {
        string[] found = [.. Texts().SelectMany(text => Banned
            .Where(banned => Regex.IsMatch(text.Text, banned.Expression, RegexOptions.CultureInvariant))
            .Select(banned => $"{text.Place}: '{Regex.Match(text.Text, banned.Expression).Value.Trim()}'; write: {banned.Instead}"))];

        Assert.True(found.Length == 0, $"{found.Length} expressions that are not plain English:\n{string.Join('\n', found)}");
    }

    /// <summary>Prose with its file and line: lines of documents without code, and comments and string literals of source files.</summary>
    private static IEnumerable<(string Place, string Text)> Texts()
    {
        IEnumerable<string> documents = new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }
            .Concat(Files("docs", "*.md")).Concat(Files("src", "*.md")).Concat(Files("samples", "*.md"));
        foreach (string file in documents)
        {
            bool fenced = false;
            foreach ((int number, string line) in Lines(file))
            {
                fenced ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
                if (!fenced)
                    yield return ($"{file}:{number}", Code().Replace(line, ""));
            }
        }

        foreach (string file in new[] { "*.cs", "*.js", "*.lua", "*.html", "*.css" }.SelectMany(pattern => Files("src", pattern)).Concat(Files("samples", "*.cs")))
        {
            foreach ((int number, string line) in Lines(file))
            {
                foreach (Match match in Prose().Matches(line))
                    yield return ($"{file}:{number}", match.Groups["text"].Value);
            }
        }
    }

    private static IEnumerable<(int Number, string Line)> Lines(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, file)).Select((line, index) => (index + 1, line));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !Built().IsMatch(file));

    // Names in code spans, such as members of the API that keep their spelling
    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    // A string with a blank in it is prose; so is the rest of a line after the sign of a comment
    [GeneratedRegex("""(?<text>//.*)|(?<text>^\s*\*.*)|(?<text>^\s*/\*.*)|(?<text>--\s.*)|"(?<text>[^"]*\s[^"]*)"|'(?<text>[^']*\s[^']*)'|`(?<text>[^`]*\s[^`]*)`""")]
    private static partial Regex Prose();

    [GeneratedRegex(@"(^|/)(bin|obj|node_modules)/")]
    private static partial Regex Built();
}
