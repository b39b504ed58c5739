using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>What code prints past the runtime, and after its end, and what it reads.</summary>
public sealed class ChildOutputTests
{
    [Fact]
    public async Task Bytes_of_every_kind_become_lines_of_their_own_execution()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await StartAsync(folder);

        Assert.Equal(["café au lait"], await RawAsync(host, [0x63, 0x61, 0x66, 0xC3], [0xA9], [.. " au lait\n"u8]));
        Assert.Equal(["a\uFFFD\uFFFDb"], await RawAsync(host, [(byte)'a', 0xFF, 0xFE, (byte)'b', 10]));
        Assert.Equal(["10 %\r20 %\r30 %", "done"], await RawAsync(host, [.. "10 %\r"u8], [.. "20 %\r30 %"u8], [.. "\ndone\r\n"u8]));
        Assert.Equal(["\u001b[31mred\u001b[0m"], await RawAsync(host, [.. "\u001b[31mred"u8], [.. "\u001b[0m\n"u8]));
        Assert.Equal(["no end"], await RawAsync(host, [.. "no "u8], [.. "end"u8]));
        // Half a character at the end of one execution is not the beginning of the next one's output
        Assert.Equal(["half\uFFFD"], await RawAsync(host, [.. "half"u8, 0xE2, 0x82]));
        Assert.Equal(["whole"], await RawAsync(host, [.. "whole"u8]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Line_of_ten_megabytes_arrives_whole(bool raw)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await StartAsync(folder);
        string id = await host.Client.ExecuteAsync("write_long_line", new { megabytes = 10, raw });

        Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());

        LogLine line = Assert.Single(await host.Client.LinesAsync(id));
        Assert.Equal(raw ? "raw" : "stdout", line.Stream);
        Assert.Equal(10 * 1024 * 1024, line.Text.Count(character => character == 'l'));
        Assert.Equal(10 * 1024 * 1024, line.Text.Length);
    }

    [Theory]
    [InlineData("write_late", """{"text":"word"}""")]
    [InlineData("leave_writer", """{"text":"word"}""")]
    public async Task What_is_written_after_the_end_never_shows_in_the_next_execution(string action, string parameters)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await StartAsync(folder);
        for (int round = 0; round < 10; round++)
        {
            JsonElement left = await host.Client.RunAsync(action, JsonElement.Parse(parameters));
            Assert.Equal("SUCCESS", left.State());
            for (int next = 0; next < 5; next++)
            {
                string id = await host.Client.ExecuteAsync("echo", new { text = $"clean {round}.{next}" });
                Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());
                Assert.Equal([new LogLine("stdout", $"clean {round}.{next}")], await host.Client.LinesAsync(id));
            }
        }

        await Eventually.EmptyAsync(() => host.Strays, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Nobody_s_input_is_empty_and_eats_nothing_of_the_host_s()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await StartAsync(folder);
        JsonElement first = await host.Client.RunAsync("tell_process", new { });
        for (int round = 0; round < 5; round++)
        {
            JsonElement line = await host.Client.RunAsync("read_input_line", new { });
            Assert.Equal("SUCCESS", line.State());
            Assert.Equal(JsonValueKind.Null, line.GetProperty("result").ValueKind);
            string id = await host.Client.ExecuteAsync("read_input_bytes", new { });
            Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());
            Assert.Equal([new LogLine("raw", "0")], await host.Client.LinesAsync(id));
        }

        JsonElement last = await host.Client.RunAsync("tell_process", new { });
        Assert.Equal(first.GetProperty("result").GetInt32(), last.GetProperty("result").GetInt32());
    }

    private static Task<HostProcess> StartAsync(TestFolder folder) =>
        HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1);

    private static async Task<string[]> RawAsync(HostProcess host, params byte[][] pieces)
    {
        string id = await host.Client.ExecuteAsync("write_raw", new { pieces = pieces.Select(Convert.ToHexString) });
        Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());
        IReadOnlyList<LogLine> lines = await host.Client.LinesAsync(id);
        Assert.All(lines, line => Assert.Equal("raw", line.Stream));
        return [.. lines.Select(line => line.Text)];
    }
}
