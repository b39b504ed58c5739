using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Runtime;
using Tinpot.Workers.Log;

namespace Tinpot.Host.Tests.Workers.Log;

public sealed class LogLineTests
{
    [Fact]
    public async Task A_line_is_one_event_as_the_contract_shows_it()
    {
        using var log = new TestLog();
        log.WriteLine("hello");

        await log.CompleteAsync();

        Assert.Equal(
            """{"type":"log","data":{"timestamp":"2026-03-04T05:06:07.089Z","line":1,"level":"INFO","message":"hello","call_depth":0,"call_id":"0","stream":"stdout"}}""" + "\n",
            Encoding.UTF8.GetString(log.Sink.Batches.Single().Payload.Span));
    }

    [Fact]
    public async Task Streams_and_levels_are_told_apart()
    {
        using var log = new TestLog();
        log.Root.Write(OutputKind.Error, "to stderr", endLine: true);
        foreach (LogLevel level in Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None))
            log.Root.Log(level, "entry", null);
        log.Root.Log(LogLevel.Error, "it broke", new InvalidOperationException("the cause"));

        var sink = await log.CompleteAsync();

        Assert.Equal(
            ["WARNING stderr", "DEBUG log", "DEBUG log", "INFO log", "WARNING log", "ERROR log", "ERROR log", "ERROR log"],
            sink.Logs.Select(item => $"{item.GetProperty("level")} {item.GetProperty("stream")}"));
        Assert.Equal("it broke\nSystem.InvalidOperationException: the cause", sink.Messages.Last());
    }

    [Fact]
    public async Task Lines_and_events_are_numbered_densely_after_those_of_earlier_attempts()
    {
        using var log = new TestLog(options => options with { LinesBefore = 41 });
        for (int line = 0; line < 2_000; line++)
            log.WriteLine($"line {line}");

        var sink = await log.CompleteAsync();

        Assert.Equal(Enumerable.Range(42, 2_000), sink.Logs.Select(item => item.GetProperty("line").GetInt32()));
        long sequence = 2, number = 42;
        foreach (var batch in sink.Batches)
        {
            Assert.Equal((3, sequence), (batch.First.Fence, batch.First.Sequence));
            Assert.Equal((number, batch.Count, 0), (batch.FirstLine, batch.Lines, batch.Calls));
            sequence += batch.Count;
            number += batch.Lines;
        }
    }

    [Fact]
    public async Task Pieces_become_lines_at_line_ends_only()
    {
        using var log = new TestLog();
        foreach (string piece in new[] { "a", "b\nc", "\r", "\nd\n\n", "e\r\n", "f\rg" })
            log.Write(piece);
        log.WriteLine("h");
        log.WriteLine("i\nj");

        Assert.Equal(["ab", "c", "d", "", "e", "f\rgh", "i", "j"], (await log.CompleteAsync()).Messages);
    }

    [Fact]
    public async Task The_last_line_needs_no_end()
    {
        using var log = new TestLog();
        log.Write("no end");

        var sink = await log.CompleteAsync();

        Assert.Equal(["no end"], sink.Messages);
        Assert.False(sink.Logs.Single().TryGetProperty("continued", out _));
    }

    [Fact]
    public async Task An_unfinished_line_is_shown_after_a_quarter_of_a_second_and_goes_on_under_its_number()
    {
        using var log = new TestLog();
        log.Write("working");
        log.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Empty(log.Sink.Logs);
        log.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await log.Sink.UntilAsync(sink => sink.Logs.Count == 1);
        log.WriteLine(" done");
        log.WriteLine("next");

        var sink = await log.CompleteAsync();

        Assert.Equal(["1 working True", "1  done False", "2 next False"], sink.Logs.Select(item =>
            $"{item.GetProperty("line")} {item.GetProperty("message")} {item.TryGetProperty("continued", out _)}"));
        Assert.Equal(2, sink.Batches.Sum(batch => batch.Lines));
    }

    [Theory]
    [InlineData("x", 200_000)]
    [InlineData("é", 70_000)]
    [InlineData("😀", 40_000)]
    [InlineData("\n\"", 0)]
    public async Task A_long_line_comes_in_parts_that_make_it_up(string unit, int count)
    {
        string text = string.Concat(Enumerable.Repeat(unit == "\n\"" ? "\"" : unit, count == 0 ? 100_000 : count));
        using var whole = new TestLog();
        whole.WriteLine(text);
        using var pieces = new TestLog();
        foreach (char[] piece in text.Chunk(1_000))
            pieces.Write(new string(piece));
        using var entry = new TestLog();
        entry.Root.Log(LogLevel.Information, text, null);

        foreach (TestLog log in new[] { whole, pieces, entry })
        {
            var sink = await log.CompleteAsync();
            Assert.True(sink.Logs.Count > 1);
            Assert.Equal(text, string.Concat(sink.Messages));
            Assert.All(sink.Messages, message => Assert.InRange(Encoding.UTF8.GetByteCount(message), 1, ExecutionLog.PartLimit));
            Assert.All(sink.Logs.SkipLast(1), item => Assert.True(item.GetProperty("continued").GetBoolean()));
            Assert.False(sink.Logs[^1].TryGetProperty("continued", out _));
            Assert.All(sink.Logs, item => Assert.Equal(1, item.GetProperty("line").GetInt32()));
        }
    }

    [Fact]
    public async Task No_character_can_end_its_event_or_its_string()
    {
        using var log = new TestLog();
        string all = new([.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(c => c is not '\n' && !char.IsSurrogate(c))]);
        string forged = "x\"}}\n\ndata: {\"type\":\"complete\"}\r\r\0\u0085\u2028\u2029";
        log.Root.Log(LogLevel.Information, all, null);
        log.Root.Log(LogLevel.Information, forged, null);
        log.WriteLine("half \ud800 of \udc00 a pair \ud83d");
        log.WriteLine("😀 a pair");

        var sink = await log.CompleteAsync();

        Assert.Equal(all, string.Concat(sink.Logs.Where(item => item.GetProperty("line").GetInt32() == 1).Select(item => item.GetProperty("message").GetString())));
        Assert.Equal([forged, "half \ufffd of \ufffd a pair \ufffd", "😀 a pair"], sink.Messages.TakeLast(3));
        Assert.All(sink.Batches, batch => Assert.DoesNotContain((byte)'\r', batch.Payload.ToArray()));
    }

    [Fact]
    public async Task Threads_never_mix_their_lines()
    {
        using var log = new TestLog();
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            for (int line = 0; line < 5_000; line++)
                log.WriteLine($"{thread} {line}");
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        var sink = await log.CompleteAsync();

        Assert.Equal(Enumerable.Range(1, 40_000), sink.Logs.Select(item => item.GetProperty("line").GetInt32()));
        foreach (var lines in sink.Messages.Select(message => message.Split(' ')).GroupBy(words => words[0]))
            Assert.Equal(Enumerable.Range(0, 5_000), lines.Select(words => int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task What_fails_on_the_timer_ends_the_log_and_not_the_process()
    {
        var clock = new FailingClock();
        using var log = new TestLog(options => options with { Clock = clock });
        log.Write("unfinished");
        clock.Failure = new InvalidOperationException("nobody foresaw this");
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.Failure = null;

        await log.CompleteAsync();

        Assert.Equal("nobody foresaw this", log.Log.Fault?.Message);
    }

    [Fact]
    public async Task What_comes_after_the_end_is_dropped_and_told_once()
    {
        using var log = new TestLog();
        log.WriteLine("in time");
        await log.CompleteAsync();
        log.WriteLine("late");
        log.WriteLine("later");
        log.Root.Start("later_still", "{}"u8).Finish(new CallEnd { Duration = TimeSpan.Zero });

        Assert.Equal(["in time"], (await log.CompleteAsync()).Messages);
        Assert.Equal(1, log.Late);
    }

    private sealed class FailingClock : FakeTimeProvider
    {
        public Exception? Failure { get; set; }

        public override long GetTimestamp() => Failure is { } failure ? throw failure : base.GetTimestamp();
    }
}
