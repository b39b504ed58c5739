using System.Diagnostics;
using Tinpot.Abstractions.Tests.Runtime;

namespace Tinpot.Abstractions.Tests;

public sealed class ShellTests
{
    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        string[] arguments = ["a b", "", "$HOME; rm -rf /", "`id`", "\"quoted\" 'too'", "-n\\t", "é😀", "*"];

        ShellResult result = await Shell.RunAsync("sh", ["-c", "for a; do printf '[%s]' \"$a\"; done", "sh", .. arguments]);

        Assert.Equal(string.Concat(arguments.Select(argument => $"[{argument}]")), result.Output);
        Assert.Equal((0, false), (result.ExitCode, result.OutputTruncated));
    }

    [Fact]
    public async Task An_argument_with_a_nul_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Shell.RunAsync("echo", ["safe\0--unsafe"]));

    [Fact]
    public async Task Both_streams_go_to_the_call_and_invalid_bytes_are_replaced()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() => Shell.RunAsync("sh", ["-c", "printf 'out\\n\\377\\376part'; printf 'err' >&2"]));

        Assert.Equal(["0: Error err", "0: Output out\n\ufffd\ufffdpart"], execution.Records.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Standard_input_is_empty() =>
        Assert.Equal("", (await Shell.RunAsync("cat", []).WaitAsync(TimeSpan.FromSeconds(30))).Output);

    [Fact]
    public async Task A_failure_carries_the_exit_code_and_the_last_lines()
    {
        var error = await Assert.ThrowsAsync<ShellException>(
            () => Shell.RunAsync("sh", ["-c", "i=0; while [ $i -lt 5000 ]; do echo line $i >&2; i=$((i+1)); done; exit 7"]));

        Assert.Equal((7, "sh"), (error.ExitCode, error.Program));
        Assert.Equal(Enumerable.Range(4_980, 20).Select(line => $"line {line}"), error.ErrorOutput.Split('\n'));
        Assert.Contains("line 4999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_said_to_be_missing()
    {
        var error = await Assert.ThrowsAsync<ShellException>(() => Shell.RunAsync("no-such-program", []));

        Assert.Null(error.ExitCode);
        Assert.Contains("no-such-program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_that_keeps_the_output_open_does_not_keep_the_call()
    {
        var clock = Stopwatch.StartNew();
        ShellResult result = await Shell.RunAsync("sh", ["-c", "sleep 20 & echo done"]);

        Assert.Equal("done\n", result.Output);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 15);
    }

    [Fact]
    public async Task The_hosts_key_does_not_reach_programs()
    {
        Environment.SetEnvironmentVariable("TINPOT_KEY", "0123");
        try
        {
            Assert.DoesNotContain("TINPOT_KEY", (await Shell.RunAsync("env", [])).Output, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TINPOT_KEY", null);
        }
    }
}
