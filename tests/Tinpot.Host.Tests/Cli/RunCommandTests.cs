using System.Text.Json;
using Tinpot.Host.Tests.Hosting;

namespace Tinpot.Host.Tests.Cli;

public sealed class RunCommandTests
{
    [Theory]
    [InlineData("days", "5", "--days", "5")]
    [InlineData("days", "7")]
    [InlineData("ratio", "-1.5e3", "--ratio", "-1.5e3")]
    [InlineData("ratio", "0.25", "--ratio=0.25")]
    [InlineData("skip_tests", "true", "--skip-tests")]
    [InlineData("skip_tests", "false", "--skip-tests=false")]
    [InlineData("skip_tests", "true", "--skip-tests", "true")]
    [InlineData("name", "\"@team\"", "--name", "@team")]
    [InlineData("name", "\"5\"", "--name", "5")]
    [InlineData("name", "\"null\"", "--name", "null")]
    [InlineData("name", "\"\"", "--name", "")]
    [InlineData("name", "\"\"", "--name=")]
    [InlineData("name", "\"\"", "--name:")]
    [InlineData("name", "\"=\"", "--name==")]
    [InlineData("name", "\"a=\"", "--name", "a=")]
    [InlineData("name", "\"--days\"", "--name", "--days")]
    [InlineData("name", "\"a\"", "--name=a", "--tags=")]
    [InlineData("tags", "[\"\",\"\"]", "--tags=", "--tags", "")]
    [InlineData("name", "\"a=b c\"", "--name=a=b c")]
    [InlineData("name", "\"a\\r\\nb\\rc\\nd\"", "--name", "a\r\nb\rc\nd")]
    [InlineData("name", "\"a\\r\\nb\"", "--name=a\r\nb")]
    [InlineData("name", "\"Zoë & <Söhne> 😀\"", "--name", "Zoë & <Söhne> 😀")]
    [InlineData("name", "\"\uFFFD\"", "--name", "\uFFFD")]
    [InlineData("server", "{\"host\":\"a\"}", "--server", "\uFEFF{\"host\":\"a\"}")]
    [InlineData("name", "\"-x\"", "--name", "-x")]
    [InlineData("mode", "\"slow\"", "--mode", "slow")]
    [InlineData("tags", "[\"a\",\"b,c\"]", "--tags", "a", "--tags", "b,c")]
    [InlineData("ports", "[1,2]", "--ports", "1", "--ports=2")]
    [InlineData("ports", "null", "--days", "1")]
    [InlineData("server", "{\"host\":\"a\",\"port\":1}", "--server", "{\"host\":\"a\",\"port\":1}")]
    [InlineData("server", "null", "--server", "null")]
    [InlineData("help", "\"me\"", "--parameter-help", "me")]
    public async Task Options_become_arguments(string parameter, string expected, params string[] options)
    {
        (int exit, string output, string error) = await Prompt.RunAsync(["run", "echo_all", .. options]);

        Assert.Equal("", error);
        Assert.Equal(0, exit);
        Assert.Equal(expected, JsonDocument.Parse(output).RootElement.GetProperty(parameter).GetRawText());
    }

    [Fact]
    public async Task An_alias_runs_the_action()
    {
        (int exit, string output, string error) = await Prompt.RunAsync("run", "old_needs", "--host", "a");

        Assert.Equal((0, "{\"host\":\"a\"}\n", ""), (exit, output, error));
    }

    [Theory]
    [InlineData("needs-host", "--host", "a")]
    [InlineData("old-needs", "--host", "a")]
    [InlineData("old_needs", "--host=a")]
    public async Task A_name_may_be_typed_with_dashes(string name, params string[] options)
    {
        (int exit, string output, string error) = await Prompt.RunAsync(["run", name, .. options]);
        (int helped, string help, _) = await Prompt.RunAsync("run", name, "--help");

        Assert.Equal((0, "{\"host\":\"a\"}\n", ""), (exit, output, error));
        Assert.Equal(0, helped);
        Assert.Contains("--host <text>", help);
    }

    /// <summary>An option of one's own for each parameter, whatever the parameters are called.</summary>
    [Theory]
    [InlineData("days", "--days")]
    [InlineData("help", "--parameter-parameter-parameter-help")]
    [InlineData("parameter_help", "--parameter-help")]
    [InlineData("parameter_parameter_help", "--parameter-parameter-help")]
    [InlineData("params", "--parameter-params")]
    [InlineData("version", "--parameter-version")]
    public async Task Parameters_never_share_an_option(string parameter, string option)
    {
        string[] names = ["help", "parameter_help", "parameter_parameter_help", "params", "version", "days"];
        var catalog = new TestCatalog(TestAction.Echo("one", string.Join(',', names.Select(name => $$""" "{{name}}":{"type":["string","null"],"default":null} """))));

        (int exit, string output, string error) = await Prompt.RunAsync(catalog, "run", "one", option, "here");
        (_, string help, _) = await Prompt.RunAsync(catalog, "run", "one", "--help");

        Assert.Equal((0, ""), (exit, error));
        JsonProperty given = Assert.Single(JsonDocument.Parse(output).RootElement.EnumerateObject(), one => one.Value.ValueKind != JsonValueKind.Null);
        Assert.Equal((parameter, "here"), (given.Name, given.Value.GetString()));
        Assert.Single(help.Split('\n'), line => line.Contains($" {option} <", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "$\"{x}\"" """, "[default $\"{x}\"]")]
    [InlineData(""" "C:\\" """, "[default C:\\]")]
    [InlineData(""" "say \"hi\"" """, "[default say \"hi\"]")]
    [InlineData(""" "\"hi\"" """, """[default "\"hi\""]""")]
    [InlineData(""" "" """, "[default \"\"]")]
    [InlineData(""" " a" """, "[default \" a\"]")]
    [InlineData(""" "a\nb" """, """[default "a\nb"]""")]
    [InlineData(""" "\u001b[1m" """, """[default "\u001b[1m"]""")]
    [InlineData(""" "Zo\u00EB \u0026 \uD83D\uDE00" """, "[default Zoë & 😀]")]
    [InlineData(""" "null" """, "[default null]")]
    public async Task The_help_shows_a_default_whole(string json, string expected)
    {
        var catalog = new TestCatalog(TestAction.Echo("one", $$""" "text":{"type":"string","default":{{json}}} """));

        (int exit, string help, _) = await Prompt.RunAsync(catalog, "run", "one", "--help");

        Assert.Equal(0, exit);
        Assert.Contains($" {expected}", help);
    }

    [Theory]
    [InlineData("days: Must be", "--days", "soon")]
    [InlineData("days: Must be", "--days", "0")]
    [InlineData("days: Must be an integer", "--days=1.5")]
    [InlineData("skip_tests: Must be true or false", "--skip-tests=maybe")]
    [InlineData("skip_tests: Must be true or false", "--skip-tests=")]
    [InlineData("days: Must be", "--days=")]
    [InlineData("mode: Must be one of: fast, slow", "--mode", "slw")]
    [InlineData("ports[1]: Must be", "--ports", "1", "--ports", "x")]
    [InlineData("server.port: Must be", "--server", "{\"host\":\"a\",\"port\":\"x\"}")]
    [InlineData("server: ", "--server", "{host:a}")]
    [InlineData("server: Must be an object", "--server", "5")]
    public async Task What_does_not_fit_is_said_by_the_checker(string expected, params string[] options)
    {
        (int exit, string output, string error) = await Prompt.RunAsync(["run", "echo_all", .. options]);

        Assert.Equal(2, exit);
        Assert.Equal("", output);
        Assert.StartsWith(expected, error);
    }

    [Fact]
    public async Task Every_error_is_said_at_once()
    {
        (int exit, _, string error) = await Prompt.RunAsync("run", "echo_all", "--days", "0", "--mode", "x");

        Assert.Equal(2, exit);
        Assert.Contains("days: ", error);
        Assert.Contains("mode: ", error);
    }

    [Fact]
    public async Task What_is_missing_is_said_by_the_checker_too()
    {
        (int exit, _, string error) = await Prompt.RunAsync("run", "needs_host");

        Assert.Equal(2, exit);
        Assert.Equal("host: Is required." + Environment.NewLine, error);
    }

    [Theory]
    [InlineData("'--dasy' is not an option of echo_all. Did you mean '--days'?", "run", "echo_all", "--dasy", "5")]
    [InlineData("'stray' is not expected here.", "run", "echo_all", "stray")]
    [InlineData("--days", "run", "echo_all", "--days")]
    [InlineData("--days", "run", "echo_all", "--days", "1", "--days", "2")]
    [InlineData("There is no action 'echo_al'. Did you mean 'echo_all'?", "run", "echo_al")]
    [InlineData("There is no action 'Echo-All'. Did you mean 'echo_all'?", "run", "Echo-All", "--days", "5")]
    [InlineData("There is no action 'zzzzz'. See 'list'.", "run", "zzzzz")]
    [InlineData("There is no action 'zzzzz'. See 'list'.", "run", "zzzzz", "--help")]
    [InlineData("There is no action 'echo-al'. Did you mean 'echo_all'?", "run", "echo-al", "-h")]
    [InlineData("There is no action ''. See 'list'.", "run", "")]
    [InlineData("Give the name of the action first", "run")]
    [InlineData("Give the name of the action first", "run", "--days", "5", "echo_all")]
    [InlineData("--days needs a value.", "run", "echo_all", "--days")]
    [InlineData("--days takes one value, but 2 were given.", "run", "echo_all", "--days", "1", "--days", "2")]
    [InlineData("--drain needs a value.", "serve", "--drain")]
    [InlineData("--name needs a value.", "run", "echo_all", "--name", "--days=")]
    [InlineData("--params: Give the name of a file", "run", "echo_all", "--params", "")]
    [InlineData("'lst' is not a command. Did you mean 'list'?", "lst")]
    public async Task Wrong_usage_exits_2_with_a_sentence(string expected, params string[] args)
    {
        (int exit, string output, string error) = await Prompt.RunAsync(args);

        Assert.Equal(2, exit);
        Assert.Equal("", output);
        Assert.Contains(expected, error);
    }

    [Fact]
    public async Task A_failing_action_exits_1_and_says_why()
    {
        (int exit, string output, string error) = await Prompt.RunAsync("run", "fails");

        Assert.Equal(1, exit);
        Assert.Equal("", output);
        Assert.Contains("The disk is full.", error);
    }

    [Fact]
    public async Task No_result_is_no_output()
    {
        (int exit, string output, _) = await Prompt.RunAsync("run", "nothing");

        Assert.Equal(0, exit);
        Assert.Equal("", output);
    }

    [Fact]
    public async Task The_help_of_an_action_is_made_from_its_schema()
    {
        (int exit, string output, string error) = await Prompt.RunAsync("run", "echo_all", "--help");

        Assert.Equal(0, exit);
        Assert.Equal("", error);
        Assert.Contains("Does echo_all.", output);
        Assert.Contains("--days <integer>", output);
        Assert.Contains("Age in days [default 7; at least 1, at most 365]", output);
        Assert.Contains("--mode <fast|slow>", output);
        Assert.Contains("--params <file|->", output);
        Assert.DoesNotContain("--host", output);
    }
}
