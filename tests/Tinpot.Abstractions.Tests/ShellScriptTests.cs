namespace Tinpot.Abstractions.Tests;

public sealed class ShellScriptTests
{
    [Fact]
    public async Task Arguments_are_taken_as_they_are()
    {
        ShellResult result = await Shell.ScriptAsync("""printf '[%s]' "$@"; printf '%s' "$#" """, ["a b", "$(id)", "-x", "", "\"; exit 9 #"]);

        Assert.Equal("[a b][$(id)][-x][][\"; exit 9 #]5", result.Output);
    }

    [Fact]
    public async Task It_ends_at_the_first_command_that_fails_and_says_where()
    {
        var error = await Assert.ThrowsAsync<ShellException>(() => Shell.ScriptAsync("""
            echo before >&2
            (exit 4)
            echo after >&2
            """));

        Assert.Equal((4, "before", "/bin/sh"), (error.ExitCode, error.ErrorOutput, error.Program));
    }

    [Fact]
    public async Task It_ends_at_the_first_variable_that_is_not_set_on_the_line_where_it_stands()
    {
        var error = await Assert.ThrowsAsync<ShellException>(() => Shell.ScriptAsync("# A comment\n\necho $NOT_SET\necho after >&2"));

        Assert.Contains("3", error.ErrorOutput, StringComparison.Ordinal);
        Assert.Contains("NOT_SET", error.ErrorOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("after", error.ErrorOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_commands_cannot_read_on_in_it()
    {
        ShellResult result = await Shell.ScriptAsync("head -c 8; cat; read line || echo nothing\n" + Long + "echo end # with a comment");

        Assert.Equal("nothing\nend\n", result.Output);
    }

    [Fact]
    public async Task A_here_document_a_function_and_an_exit_work()
    {
        ShellResult result = await Shell.ScriptAsync(
            """
            say() { cat <<END; }
            hello $1
            END
            say "$1"
            exit 5
            """,
            ["you"],
            new ShellOptions { AcceptAnyExitCode = true });

        Assert.Equal((5, "hello you\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_script_that_is_cut_short_runs_none_of_it()
    {
        var error = await Assert.ThrowsAsync<ShellException>(() => Shell.ScriptAsync("echo run >&2\nif true; then"));

        Assert.Equal(2, error.ExitCode);
        Assert.DoesNotContain("run", error.ErrorOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_are_those_of_any_program_but_the_input()
    {
        var options = new ShellOptions { WorkingDirectory = "/", Environment = { ["WHO"] = "me" } };

        Assert.Equal("/ me\n", (await Shell.ScriptAsync("echo \"$(pwd) $WHO\"", options: options)).Output);
        await Assert.ThrowsAsync<ArgumentException>(() => Shell.ScriptAsync("cat", options: new ShellOptions { Input = "" }));
    }

    // 40 kB, more than a shell reads at once: the rest is still there for who reads standard input
    private const string Line = "# 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\n";
    private const string Ten = Line + Line + Line + Line + Line + Line + Line + Line + Line + Line;
    private const string Hundred = Ten + Ten + Ten + Ten + Ten + Ten + Ten + Ten + Ten + Ten;
    private const string Long = Hundred + Hundred + Hundred + Hundred;
}
