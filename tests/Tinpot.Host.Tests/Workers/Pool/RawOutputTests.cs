using System.Text;
using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>What is printed past <see cref="Console"/> by what runs in a child.</summary>
public sealed class RawOutputTests
{
    [Fact]
    public async Task One_threads_output_stays_in_order_whichever_way_it_goes()
    {
        await using var pool = new PoolHarness();
        (ExecutionOutcome outcome, RecordingSink sink) = await pool.RunAsync("take_turns", """{"times":5000}""");

        Assert.Equal(ExecutionState.SUCCESS, outcome.State);
        Assert.Equal(
            Enumerable.Range(0, 5000).SelectMany(turn => new[] { $"stdout managed {turn}", $"raw native {turn}" }),
            sink.Logs.Select(Shown));
    }

    [Theory]
    [InlineData("two\nlines\n", "two", "lines")]
    [InlineData("no end", "no end")]
    [InlineData("carriage\r\nreturn\rwithin\n", "carriage", "return\rwithin")]
    [InlineData("\u001b[31mred\u001b[0m\n", "\u001b[31mred\u001b[0m")]
    [InlineData("wörld 😀\n", "wörld 😀")]
    public async Task Lines_are_put_together_from_single_bytes(string text, params string[] lines)
    {
        string pieces = string.Join(',', Encoding.UTF8.GetBytes(text).Select(one => $"\"{one:x2}\""));
        await using var pool = new PoolHarness();
        (_, RecordingSink sink) = await pool.RunAsync("write_raw", $$"""{"pieces":[{{pieces}}],"descriptor":2}""");

        Assert.Equal(lines.Select(line => $"raw {line}"), sink.Logs.Select(Shown));
    }

    [Fact]
    public async Task What_is_no_text_is_shown_as_such_and_does_not_reach_into_the_next_execution()
    {
        await using var pool = new PoolHarness();
        (_, RecordingSink first) = await pool.RunAsync("write_raw", """{"pieces":["61ff620a","c3"]}""");
        (_, RecordingSink second) = await pool.RunAsync("write_raw", """{"pieces":["a9620a"]}""");

        Assert.Equal(["raw a\ufffdb", "raw \ufffd"], first.Logs.Select(Shown));
        Assert.Equal(["raw \ufffdb"], second.Logs.Select(Shown));
    }

    [Fact]
    public async Task A_secret_that_comes_in_two_writes_is_masked()
    {
        string half = Convert.ToHexString("it is hunt"u8);
        string rest = Convert.ToHexString("er22-hunter22 now\n"u8);
        await using var pool = new PoolHarness();
        (_, RecordingSink sink) = await pool.RunAsync(
            "write_raw", $$"""{"pieces":["{{half}}","{{rest}}"]}""", secrets: """[{"path":["key"],"value":"hunter22-hunter22"}]""");

        Assert.Equal(["raw it is *** now"], sink.Logs.Select(Shown));
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_end_overtakes_what_a_slow_log_has_not_taken()
    {
        // More than the log holds, and less than that and the pipe together
        const int Lines = 950;
        string text = string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", Lines));
        var sink = new RecordingSink();
        sink.Hold();
        await using var pool = new PoolHarness();
        Task<(ExecutionOutcome Outcome, RecordingSink)> running = pool.RunAsync(
            "write_raw", $$"""{"pieces":["{{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}}"]}""", sink: sink);
        await sink.UntilAsync(held => held.Batches.Count > 0);
        // Longer than the child waits for the pipe to be empty
        await Task.Delay(300);
        sink.Release();

        Assert.Equal(ExecutionState.SUCCESS, (await running).Outcome.State);
        Assert.Equal(Lines, sink.Logs.Count);
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_is_whole_either_way()
    {
        await using var pool = new PoolHarness();
        foreach (string raw in new[] { "true", "false" })
        {
            (_, RecordingSink sink) = await pool.RunAsync("write_long_line", $$"""{"megabytes":10,"raw":{{raw}}}""");
            Assert.Equal(10 * 1024 * 1024, sink.Messages.Sum(message => message.Count(c => c == 'l')));
            Assert.Single(sink.Logs.Select(log => log.GetProperty("line").GetInt64()).Distinct());
        }
    }

    private static string Shown(JsonElement log) => $"{log.GetProperty("stream")} {log.GetProperty("message")}";
}
