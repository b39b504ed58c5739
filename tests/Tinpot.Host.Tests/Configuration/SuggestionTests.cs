using Tinpot.Configuration;

namespace Tinpot.Host.Tests.Configuration;

public class SuggestionTests
{
    private static readonly string[] Names = ["clean_cache", "deploy_app", "db_backup", "ps"];

    [Theory]
    [InlineData("clean_cash", "clean_cache")]
    [InlineData("celan_cache", "clean_cache")]
    [InlineData("deploy-app", "deploy_app")]
    [InlineData("dbbackup", "db_backup")]
    [InlineData("sp", "ps")]
    [InlineData("restart", null)]
    [InlineData("", null)]
    public void Near_names_are_suggested_and_far_ones_are_not(string typed, string? meant) =>
        Assert.Equal(meant, Suggestion.Nearest(typed, Names));
}
