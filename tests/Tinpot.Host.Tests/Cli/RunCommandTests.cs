using System.Diagnostics;
using System.Text.Json;

namespace Tinpot.Host.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

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
    [InlineData("name", "\"a=b c\"", "--name=a=b c")]
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
    [InlineData("days: Must be", "--days", "soon")]
    [InlineData("days: Must be", "--days", "0")]
    [InlineData("days: Must be an integer", "--days=1.5")]
    [InlineData("skip_tests: Must be true or false", "--skip-tests=maybe")]
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
    [InlineData("Name the action first", "run", "--days", "5", "echo_all")]
    [InlineData("'lst' is not a command. Did you mean 'list'?", "lst")]
    public async Task Wrong_usage_exits_2_with_a_sentence(string expected, params string[] args)
    {
        (int exit, string output, string error) = await Prompt.RunAsync(args);

        Assert.Equal(2, exit);
        Assert.Equal("", output);
        Assert.Contains(expected, error);
    }

    [Fact]
    public async Task Parameters_come_from_a_file()
    {
        await File.WriteAllTextAsync(_file, """{"days":9,"tags":[]}""");

        (int exit, string output, _) = await Prompt.RunAsync("run", "echo_all", "--params", _file);

        Assert.Equal(0, exit);
        JsonElement result = JsonDocument.Parse(output).RootElement;
        Assert.Equal(9, result.GetProperty("days").GetInt32());
        Assert.Equal(0, result.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task A_file_and_single_options_contradict_each_other()
    {
        (int exit, _, string error) = await Prompt.RunAsync("run", "echo_all", "--params", _file, "--days", "5");

        Assert.Equal(2, exit);
        Assert.Contains("leave out --days", error);
    }

    [Theory]
    [InlineData("{\"days\":9", "$: ")]
    [InlineData("{\"dasy\":9}", "dasy: Is unknown. Did you mean 'days'?")]
    [InlineData("[]", "$: Must be an object")]
    public async Task A_wrong_file_is_judged_like_a_request(string content, string expected)
    {
        await File.WriteAllTextAsync(_file, content);

        (int exit, _, string error) = await Prompt.RunAsync("run", "echo_all", "--params", _file);

        Assert.Equal(2, exit);
        Assert.StartsWith(expected, error);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        (int exit, _, string error) = await Prompt.RunAsync("run", "echo_all", "--params", "/nowhere/at-all.json");

        Assert.Equal(2, exit);
        Assert.Contains("/nowhere/at-all.json", error);
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

    [Fact]
    public async Task A_parameter_file_may_begin_with_a_byte_order_mark()
    {
        await File.WriteAllBytesAsync(_file, [0xEF, 0xBB, 0xBF, .. "{\"days\": 5}"u8]);
        (int exit, string output, string error) = await Prompt.RunAsync("run", "echo_all", "--params", _file);
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(5, JsonDocument.Parse(output).RootElement.GetProperty("days").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_parameter_file_in_utf16_is_named(bool bigEndian)
    {
        await File.WriteAllTextAsync(_file, "{}", bigEndian ? System.Text.Encoding.BigEndianUnicode : System.Text.Encoding.Unicode);
        (int exit, _, string error) = await Prompt.RunAsync("run", "echo_all", "--params", _file);
        Assert.Equal(2, exit);
        Assert.Contains("is UTF-16. Save it as UTF-8.", error);
    }

    /// <summary>What comes over a pipe has no name, and may begin with a mark as a file may.</summary>
    [Theory]
    [InlineData("utf-8", 0, "\"hello\"", "")]
    [InlineData("utf-16", 2, "", "--params: the input is UTF-16. Save it as UTF-8.")]
    [InlineData("utf-16BE", 2, "", "--params: the input is UTF-16. Save it as UTF-8.")]
    public async Task Standard_input_may_begin_with_a_byte_order_mark(string encoding, int exit, string output, string error)
    {
        var text = System.Text.Encoding.GetEncoding(encoding);
        await File.WriteAllBytesAsync(_file, [.. text.GetPreamble(), .. text.GetBytes("{\"text\": \"hello\"}")]);
        Tinpot.Workers.ChildProgram program = Workers.Pool.TestProgram.Child;
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" < \"$0\"", _file, program.File, .. program.Arguments, "run", "echo", "--params", "-"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            Task<string> said = process.StandardOutput.ReadToEndAsync(), complained = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
            Assert.Equal((exit, output), (process.ExitCode, (await said).TrimEnd()));
            Assert.Contains(error, await complained, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
