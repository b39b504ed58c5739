using System.Diagnostics;
using System.Text.Json;
using Tinpot.Cli;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Cli;

/// <summary>Parameters of the command line that come from a file or from standard input.</summary>
public sealed class ParameterFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

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
        Assert.Contains("remove --days", error);
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
    public async Task A_parameter_file_may_begin_with_a_byte_order_mark()
    {
        await File.WriteAllBytesAsync(_file, [0xEF, 0xBB, 0xBF, .. "{\"days\": 5}"u8]);
        (int exit, string output, string error) = await Prompt.RunAsync("run", "echo_all", "--params", _file);
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(5, JsonDocument.Parse(output).RootElement.GetProperty("days").GetInt32());
    }

    [Theory]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16")]
    [InlineData("utf-16BE", false, "UTF-16")]
    [InlineData("utf-32", true, "UTF-32")]
    [InlineData("utf-32", false, "UTF-32")]
    [InlineData("utf-32BE", true, "UTF-32")]
    [InlineData("utf-32BE", false, "UTF-32")]
    public async Task A_parameter_file_in_another_encoding_is_named(string encoding, bool marked, string name)
    {
        var text = System.Text.Encoding.GetEncoding(encoding);
        await File.WriteAllBytesAsync(_file, [.. marked ? text.GetPreamble() : [], .. text.GetBytes("{}")]);
        (int exit, _, string error) = await Prompt.RunAsync("run", "echo_all", "--params", _file);
        Assert.Equal(2, exit);
        Assert.Contains($"is {name}. Save it as UTF-8.", error);
    }

    [Fact]
    public async Task Line_ends_of_a_value_in_a_file_are_kept()
    {
        await File.WriteAllTextAsync(_file, "{\r\n\"name\":\"a\\r\\nb\\rc\"}\r\n");
        (_, string output, _) = await Prompt.RunAsync("run", "echo_all", "--params", _file);
        Assert.Equal("a\r\nb\rc", JsonDocument.Parse(output).RootElement.GetProperty("name").GetString());
    }

    /// <summary>The file is refused by its length alone; on the disk it has no content.</summary>
    [Fact]
    public async Task A_file_that_no_request_could_carry_is_refused()
    {
        await using (FileStream file = File.OpenWrite(_file))
            file.SetLength(OptionTable.LargestBody + 1L);
        (int exit, _, string error) = await Prompt.RunAsync("run", "echo_all", "--params", _file);
        Assert.Equal(2, exit);
        Assert.Equal($"--params: {_file} is larger than 256 MiB, the largest possible request.{Environment.NewLine}", error);
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task Input_without_a_length_is_read_up_to_the_limit(int length, bool taken)
    {
        var pipe = new System.IO.Pipelines.Pipe();
        await pipe.Writer.WriteAsync(new byte[length]);
        if (taken)
            await pipe.Writer.CompleteAsync();

        Task<byte[]> read = ParameterFile.ReadAsync(pipe.Reader.AsStream(), "the input", most: 100);

        if (taken)
            Assert.Equal(length, (await read).Length);
        else
            Assert.Equal("the input is larger than 100 B, the largest possible request.", (await Assert.ThrowsAsync<FormatException>(() => read.WaitAsync(TimeSpan.FromSeconds(30)))).Message);
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
        Tinpot.Workers.Pool.ChildProgram program = Workers.Pool.TestProgram.Child;
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
