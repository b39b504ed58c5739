using Tinpot.Settings;

namespace Tinpot.Host.Tests.Settings;

public sealed class QuotedWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  bwrap  --ro-bind / /\t--dev /dev ", "bwrap|--ro-bind|/|/|--dev|/dev")]
    [InlineData("a 'b c' \"d 'e' f\"", "a|b c|d 'e' f")]
    [InlineData("--x='a b'c", "--x=a bc")]
    [InlineData("a '' b", "a||b")]
    [InlineData("a$HOME \\ `b`", "a$HOME|\\|`b`")]
    public void Words_are_separated_by_blanks_and_held_together_by_quotes(string text, string words) =>
        Assert.Equal(words, string.Join('|', QuotedWords.Split(text)!));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b' c")]
    public void A_quote_that_is_not_closed_is_refused(string text) => Assert.Null(QuotedWords.Split(text));
}
