using System.Text.Json;
using Tinpot.Configuration;

namespace Tinpot.Host.Tests.Cli;

public class CommandLineTests
{
    [Fact]
    public async Task List_shows_the_actions_by_group()
    {
        (int exit, string output, _) = await Prompt.RunAsync("list");

        Assert.Equal(0, exit);
        Assert.Equal(
            "General\n  echo_all    Does echo_all.\n  fails       Does fails.\n  needs_host  Does needs_host.\nQuiet\n  nothing     Does nothing.\n",
            output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task List_is_json_for_programs()
    {
        (int exit, string output, _) = await Prompt.RunAsync("list", "--json");

        Assert.Equal(0, exit);
        JsonElement actions = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["echo_all", "fails", "needs_host", "nothing"], actions.EnumerateArray().Select(action => action.GetProperty("name").GetString()));
        Assert.Equal("integer", actions[0].GetProperty("parameters_schema").GetProperty("properties").GetProperty("days").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("'--drian' is not an option of serve. Did you mean '--drain'?", "--drian", "00:00:01")]
    [InlineData("'--drian' is not an option of serve. Did you mean '--drain'?", "serve", "--drian=00:00:01")]
    [InlineData("--drain is 'soon'; it must be", "--drain", "soon")]
    [InlineData("Set TINPOT_KEY in the environment", "--key", "abc")]
    [InlineData("Set REDIS_URL in the environment.", "--redis-url", "redis://localhost")]
    [InlineData("`api` shares its work with other hosts over a Redis: set REDIS_URL", "api")]
    [InlineData("`worker` shares its work with other hosts over a Redis: set REDIS_URL", "worker", "--queues", "a,b", "--groups", "X,Y", "--concurrency", "2", "--name", "w1")]
    [InlineData("'--gruops' is not an option of worker. Did you mean '--groups'?", "worker", "--gruops", "X")]
    [InlineData("--worker-concurrency is 'many'; it must be", "worker", "--concurrency", "many")]
    [InlineData("TINPOT_KEY_FILE names /nowhere/key", "--key-file", "/nowhere/key")]
    [InlineData("--urls is no address", "--urls", "nonsense")]
    public async Task Wrong_settings_exit_3_with_a_sentence(string expected, params string[] args)
    {
        // An address is looked at when the data folder is open, so it needs one that is nobody else's
        DirectoryInfo data = Directory.CreateTempSubdirectory("tinpot-settings-");

        (int exit, string output, string error) = await Prompt.RunAsync([.. args, "--data", data.FullName]);

        data.Delete(recursive: true);
        Assert.Equal(3, exit);
        Assert.Equal("", output);
        Assert.Contains(expected, error);
    }

    [Fact]
    public async Task The_help_of_serve_names_every_setting()
    {
        (int exit, string output, _) = await Prompt.RunAsync("serve", "--help");

        Assert.Equal(0, exit);
        Assert.All(OptionTable.All.Where(option => !option.Secret), option => Assert.Contains(Spelled(option) + " <value>", output));
        Assert.DoesNotContain("--key <", output);
    }

    private static string Spelled(OptionDefinition option) =>
        string.Join(", ", new[] { option.Switch, option.Short }.OfType<string>().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Help_without_a_verb_shows_the_verbs()
    {
        (int exit, string output, _) = await Prompt.RunAsync("--help");

        Assert.Equal(0, exit);
        Assert.Contains("serve", output);
        Assert.Contains("run <action>", output);
        Assert.Contains("list", output);
    }
}
