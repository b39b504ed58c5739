using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

public sealed class SuggestionTests
{
    private static readonly string[] Known = ["days", "skip_tests", "environment", "id"];

    [Theory]
    [InlineData("day", "days")]
    [InlineData("Days", "days")]
    [InlineData("dasy", "days")]
    [InlineData("skipTests", "skip_tests")]
    [InlineData("skip-tests", "skip_tests")]
    [InlineData("enviroment", "environment")]
    [InlineData("days", null)]
    [InlineData("x", null)]
    [InlineData("ie", null)]
    [InlineData("", null)]
    [InlineData("completely_else", null)]
    public void Finds_what_was_meant(string given, string? expected) => Assert.Equal(expected, Suggestion.Closest(given, Known));

    [Fact]
    public void Long_names_are_not_compared() =>
        Assert.Null(Suggestion.Closest(new string('a', 1_000_000), [new string('a', 60), new string('b', 1_000_000)]));
}
