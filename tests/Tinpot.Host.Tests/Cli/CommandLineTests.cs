using System.Text.Json;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Cli;

public class CommandLineTests
{
    [Fact]
    public async Task List_shows_the_actions_by_group()
    {
        (int exit, string output, _) = await Prompt.RunAsync("list");

        Assert.Equal(0, exit);
        Assert.Equal(
            """
            General
              echo_all    Title of echo_all    Does echo_all.
              fails       Title of fails       Does fails. [deprecated]
              needs_host  Title of needs_host  Does needs_host. [also old_needs]
            Quiet
              nothing     Title of nothing     Does nothing.

            """.ReplaceLineEndings("\n"),
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
    [InlineData("`api` shares its work with other hosts through Redis: set REDIS_URL", "api")]
    [InlineData("`worker` shares its work with other hosts through Redis: set REDIS_URL", "worker", "--queues", "a,b", "--groups", "X,Y", "--concurrency", "2", "--name", "w1")]
    [InlineData("TINPOT_KEY_FILE names /nowhere/key", "--key-file", "/nowhere/key")]
    [InlineData("without authentication", "--urls", "http://0.0.0.0:0")]
    public async Task A_host_that_cannot_start_exits_3_with_a_sentence(string expected, params string[] args) =>
        Assert.Contains(expected, await StartAsync(3, args));

    [Theory]
    [InlineData("'--drian' is not an option of serve. Did you mean '--drain'?", "--drian", "00:00:01")]
    [InlineData("'--drian' is not an option of serve. Did you mean '--drain'?", "serve", "--drian=00:00:01")]
    [InlineData("'--prot' is not an option of serve.", "serve", "--prot", "1")]
    [InlineData("'stray' is not expected here.", "serve", "stray")]
    [InlineData("--drain is 'soon'; it must be", "--drain", "soon")]
    [InlineData("--drain is ''; it must be", "--drain=")]
    [InlineData("--title takes one value, but 2 were given.", "serve", "--title", "a", "--title", "b")]
    [InlineData("Set TINPOT_KEY in the environment, or TINPOT_KEY_FILE", "--key", "abc")]
    [InlineData("Set REDIS_URL in the environment.", "--redis-url", "redis://localhost")]
    [InlineData("'--gruops' is not an option of worker. Did you mean '--groups'?", "worker", "--gruops", "X")]
    [InlineData("--concurrency is 'many'; it must be", "worker", "--concurrency", "many")]
    [InlineData("--worker-concurrency is 'many'; it must be", "worker", "--worker-concurrency=many")]
    [InlineData("--groups is '*'; it must be", "worker", "--groups", "*")]
    [InlineData("--urls is not an address", "--urls", "nonsense")]
    [InlineData("--urls is empty", "--urls=")]
    [InlineData("'--port' is not an option of serve. To choose the address, use --urls http://localhost:8080.", "--port", "8080")]
    [InlineData("'--port' is not an option of api. To choose the address, use --urls http://localhost:8080.", "api", "--port=8080")]
    [InlineData("'-p' is not an option of serve. To choose the address, use --urls http://localhost:81.", "serve", "-p", "81")]
    [InlineData("'--host' is not an option of serve. To choose the address, use --urls http://127.0.0.1:8000.", "--host", "0.0.0.0")]
    public async Task A_wrong_command_line_of_a_host_exits_2_with_a_sentence(string expected, params string[] args) =>
        Assert.Contains(expected, await StartAsync(2, args));

    [Theory]
    [InlineData("--redis-url", "redis://:hunter2@localhost")]
    [InlineData("--key", "hunter2")]
    [InlineData("--redis-uri", "redis://:hunter2@localhost")]
    public async Task The_value_of_a_refused_option_is_not_printed(params string[] args) =>
        Assert.DoesNotContain("hunter2", await StartAsync(2, args), StringComparison.Ordinal);

    [Theory]
    [InlineData("lst")]
    [InlineData("list", "--jsn")]
    [InlineData("list", "stray")]
    [InlineData("list", "--json=")]
    [InlineData("manifest", "--write", "a", "--check", "b")]
    [InlineData("manifest", "stray")]
    [InlineData("run")]
    [InlineData("run", "echo_all", "stray")]
    [InlineData("run", "echo_all", "--params")]
    [InlineData("run", "echo_all", "--params=")]
    [InlineData("run", "zzzzz", "--help")]
    [InlineData("worker", "serve")]
    public async Task Every_wrong_command_line_exits_2(params string[] args)
    {
        (int exit, string output, string error) = await Prompt.RunAsync(args);

        Assert.Equal((2, ""), (exit, output));
        Assert.NotEqual("", error);
    }

    /// <summary>A port that is asked for is one mistake, not two.</summary>
    [Fact]
    public async Task The_value_of_an_option_that_is_none_is_not_another_mistake() =>
        Assert.Equal(2, (await StartAsync(2, "--port", "8080")).TrimEnd().Split('\n').Length);

    [Theory]
    [InlineData("See --help.", "lst")]
    [InlineData("See serve --help.", "serve", "--prot", "1")]
    [InlineData("See run echo_all --help.", "run", "echo_all", "--dasy", "1")]
    public async Task The_help_that_is_named_is_one_that_can_be_typed(string expected, params string[] args)
    {
        (_, _, string error) = await Prompt.RunAsync(args);

        Assert.EndsWith(expected + Environment.NewLine, error);
        string[] help = expected.TrimEnd('.').Split(' ')[1..];
        Assert.Equal(0, (await Prompt.RunAsync(help)).Exit);
    }

    [Fact]
    public async Task Completion_knows_the_actions()
    {
        (int exit, string output, _) = await Prompt.RunAsync("[suggest:8]", "run echo");

        Assert.Equal(0, exit);
        Assert.Contains("echo_all", output.Split('\n', StringSplitOptions.TrimEntries));
    }

    private static async Task<string> StartAsync(int expected, params string[] args)
    {
        // An address is looked at when the data folder is open, so it needs one that is nobody else's
        DirectoryInfo data = Directory.CreateTempSubdirectory("tinpot-settings-");

        (int exit, string output, string error) = await Prompt.RunAsync([.. args, "--data", data.FullName]);

        data.Delete(recursive: true);
        Assert.Equal((expected, ""), (exit, output));
        return error;
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
