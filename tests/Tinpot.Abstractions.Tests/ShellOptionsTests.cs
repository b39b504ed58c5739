using System.Text;
using Tinpot.Abstractions.Tests.Runtime;

namespace Tinpot.Abstractions.Tests;

public sealed class ShellOptionsTests
{
    private const string Everything = "printf '%s|%s|%s' \"$ADDED\" \"${PATH+there}\" \"${HOME+there}\"";

    [Fact]
    public async Task Variables_are_added_and_taken_out()
    {
        var options = new ShellOptions { Environment = { ["ADDED"] = "a b;$HOME é", ["HOME"] = null } };

        Assert.Equal("a b;$HOME é|there|", (await Shell.RunAsync("sh", ["-c", Everything], options)).Output);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("A=B", "x")]
    [InlineData("A\0", "x")]
    [InlineData("A", "x\0y")]
    public async Task A_variable_that_no_program_can_have_is_refused(string name, string value) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Shell.RunAsync("env", [], new ShellOptions { Environment = { [name] = value } }));

    [Fact]
    public async Task It_starts_in_the_working_directory()
    {
        Assert.Equal("/\n", (await Shell.RunAsync("pwd", [], new ShellOptions { WorkingDirectory = "/" })).Output);
        var error = await Assert.ThrowsAsync<ShellException>(() => Shell.RunAsync("pwd", [], new ShellOptions { WorkingDirectory = "/not/there" }));
        Assert.Contains("'/not/there' is not there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_is_text_or_a_stream_and_not_both()
    {
        Assert.Equal("é😀\n", (await Shell.RunAsync("cat", [], new ShellOptions { Input = "é😀\n" })).Output);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 1_000_000)));
        Assert.Equal("1000000\n", (await Shell.RunAsync("wc", ["-c"], new ShellOptions { InputStream = stream })).Output);
        Assert.True(stream.CanRead);
        await Assert.ThrowsAsync<ArgumentException>(() => Shell.RunAsync("cat", [], new ShellOptions { Input = "", InputStream = stream }));
    }

    [Fact]
    public async Task A_program_need_not_read_its_input() =>
        Assert.Equal("x", (await Shell.RunAsync("head", ["-c", "1"], new ShellOptions { Input = new string('x', 10_000_000) })
            .WaitAsync(TimeSpan.FromSeconds(60))).Output);

    [Fact]
    public async Task An_input_without_an_end_ends_with_the_program() =>
        Assert.Equal("", (await Shell.RunAsync("true", [], new ShellOptions { InputStream = new Endless() }).WaitAsync(TimeSpan.FromSeconds(60))).Output);

    [Fact]
    public async Task An_input_that_cannot_be_read_ends_the_program_before_it_takes_half_for_all()
    {
        var options = new ShellOptions { InputStream = new Endless { Fault = new InvalidDataException("torn") } };
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            var error = await Assert.ThrowsAsync<IOException>(() => Shell.RunAsync("sh", ["-c", "cat; echo all of it"], options));
            Assert.Contains("torn", error.Message, StringComparison.Ordinal);
        });

        Assert.DoesNotContain(execution.Records, record => record.Contains("all of it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Any_exit_code_may_be_accepted()
    {
        ShellResult result = await Shell.RunAsync("sh", ["-c", "echo out; echo err >&2; exit 7"], new ShellOptions { AcceptAnyExitCode = true });

        Assert.Equal(new ShellResult(7, "out\n", false, "err"), result);
    }

    [Theory]
    [InlineData(0, "", true)]
    [InlineData(3, "abc", true)]
    [InlineData(4, "abc", true)]
    [InlineData(5, "abc😀", false)]
    public async Task What_is_captured_is_bounded_and_no_character_is_halved(int limit, string output, bool truncated)
    {
        ShellResult result = await Shell.RunAsync("printf", ["abc😀"], new ShellOptions { CaptureLimit = limit });

        Assert.Equal((output, truncated), (result.Output, result.OutputTruncated));
    }

    [Fact]
    public async Task What_is_captured_is_4_Mi_characters_and_what_is_logged_is_everything()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            ShellResult result = await Shell.RunAsync("head", ["-c", "5000000", "/dev/zero"]);
            Assert.Equal((4 * 1024 * 1024, true), (result.Output.Length, result.OutputTruncated));
        });

        Assert.Equal(5_000_000, execution.Records.Single(record => record.StartsWith("0: Output", StringComparison.Ordinal)).Length - "0: Output ".Length);
    }

    [Fact]
    public async Task The_last_error_lines_are_whole_or_only_counted()
    {
        var options = new ShellOptions { AcceptAnyExitCode = true };
        ShellResult result = await Shell.RunAsync("sh", ["-c", "echo first >&2; head -c 3000 /dev/zero >&2; printf '\\nlast' >&2"], options);

        Assert.Equal("first\n(a line of 3000 characters, which the log has)\nlast", result.ErrorOutput);
    }

    private sealed class Endless : Stream
    {
        public Exception? Fault { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Fault is { } fault)
                throw fault;
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
