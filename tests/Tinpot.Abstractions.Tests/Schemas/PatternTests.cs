using System.Diagnostics;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

public sealed class PatternTests
{
    [Theory]
    [InlineData("^[a-z]+$", "abc", PatternMatch.Matches)]
    // .NET's $ lets a line feed pass
    [InlineData("^[a-z]+$", "abc\n", PatternMatch.Differs)]
    [InlineData("a|ab", "ab", PatternMatch.Matches)]
    [InlineData("b", "abc", PatternMatch.Differs)]
    [InlineData("(?x)a b # letters", "ab", PatternMatch.Matches)]
    [InlineData("(?<!x)a(?=b)b", "ab", PatternMatch.Matches)]
    [InlineData("(a+)+b\\1", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", PatternMatch.TooSlow)]
    [InlineData("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", PatternMatch.Differs)]
    [InlineData("i", "İ", PatternMatch.Differs)]
    [InlineData("(", "(", PatternMatch.Broken)]
    internal void Matches_as_a_whole(string pattern, string text, PatternMatch expected)
    {
        var clock = Stopwatch.StartNew();

        Assert.Equal(expected, new FullPattern(pattern).Match(text));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "A pattern must not be able to stop the host.");
    }

    [Theory]
    [InlineData("[a-z]+", "^(?:[a-z]+)$")]
    [InlineData("a.b", "^(?:a[^\\n]b)$")]
    [InlineData("a{2,3}?|(?:b|c)*", "^(?:a{2,3}?|(?:b|c)*)$")]
    [InlineData(@"v[0-9]+\.[0-9]+", @"^(?:v[0-9]+\.[0-9]+)$")]
    [InlineData("[a-z0-9-]", @"^(?:[a-z0-9\-])$")]
    [InlineData("[^/()]", @"^(?:[^\/\(\)])$")]
    [InlineData(@"\-\@", "^(?:-@)$")]
    [InlineData(@"\x41A", @"^(?:\x41A)$")]
    [InlineData("(?=a)b", "^(?:(?=a)b)$")]
    [InlineData("(?<year>[0-9]+)", null)]
    [InlineData(@"\d+", null)]
    [InlineData(@"\w", null)]
    [InlineData(@"\Aa\z", null)]
    [InlineData(@"(a)\1", null)]
    [InlineData("(?i)a", null)]
    [InlineData("[a-z-[aeiou]]", null)]
    [InlineData("[a--b]", null)]
    [InlineData("a{,3}", null)]
    [InlineData("{", null)]
    [InlineData("]", null)]
    [InlineData("[a", null)]
    [InlineData("a\\", null)]
    public void Is_public_only_in_the_common_dialect(string pattern, string? expected) => Assert.Equal(expected, PublicPattern.From(pattern));

    /// <summary>Each text alone stays below its second; all of them would take hours.</summary>
    [Fact]
    public void Patterns_that_backtrack_share_the_time_of_one_document()
    {
        const string pattern = @"(a+)+b\1";
        Schema schema = Schema.Parse("""{"type":"array","items":{"type":"string","x-pattern":"(a+)+b\\1"}}"""u8.ToArray());
        string text = new string('a', 25) + "c";
        byte[] json = System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat($"\"{text}\"", 30_000))}]");
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<SchemaError> errors = SchemaChecker.Check(schema, json);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
        Assert.Contains(errors, error => error.Message.Contains("Was not checked", StringComparison.Ordinal) && error.Message.Contains(pattern, StringComparison.Ordinal));
        Assert.Equal(1001, errors.Count);
    }

    [Fact]
    public void Patterns_that_do_not_backtrack_have_no_such_limit()
    {
        Assert.False(new FullPattern("(a+)+b").Backtracks);
        Assert.True(new FullPattern("(a+)+b\\1").Backtracks);
        Assert.True(new FullPattern("(?=a)a").Backtracks);
        Assert.False(new FullPattern("(").Backtracks);
    }
}
