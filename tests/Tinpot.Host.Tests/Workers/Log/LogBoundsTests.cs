using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Workers.Log;

namespace Tinpot.Host.Tests.Workers.Log;

public sealed class LogBoundsTests
{
    [Fact]
    public async Task The_first_event_leaves_at_once_and_the_next_wait_for_it_together()
    {
        using var log = new TestLog();
        log.Sink.Hold();
        log.WriteLine("first");
        await log.Sink.UntilAsync(sink => sink.Batches.Count == 1);
        for (int line = 0; line < 100; line++)
            log.WriteLine("next");
        Assert.Single(log.Sink.Batches);

        log.Sink.Release();
        var sink = await log.CompleteAsync();

        Assert.Equal([1, 100], sink.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task A_flood_makes_batches_of_64_KiB()
    {
        using var log = new TestLog();
        log.Sink.Hold();
        for (int line = 0; line < 3_000; line++)
            log.WriteLine(new string('x', 100));
        log.Sink.Release();

        var sink = await log.CompleteAsync();

        Assert.All(sink.Batches.Skip(1).SkipLast(1), batch =>
            Assert.InRange(batch.Payload.Length, EventQueue.BatchBytes, EventQueue.BatchBytes + 1_000));
    }

    [Fact]
    public async Task A_slow_sink_slows_the_writer_and_loses_nothing()
    {
        using var log = new TestLog();
        log.Sink.Hold();
        int written = 0;
        var writer = new Thread(() =>
        {
            for (; written < 20_000; written++)
                log.WriteLine(new string('x', 100));
        });
        writer.Start();

        // It has come to a stand when it does not get on any more between two looks.
        for (int before = -1; before != Volatile.Read(ref written) || before == 0;)
        {
            before = Volatile.Read(ref written);
            await Task.Delay(100);
        }

        Assert.InRange(written * 200, 1, 2 * EventQueue.Bound);
        log.Sink.Release();
        Assert.True(writer.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(20_000, (await log.CompleteAsync()).Logs.Count);
    }

    [Fact]
    public async Task When_the_sink_is_gone_for_too_long_lines_are_dropped_and_the_gap_stands_in_their_place()
    {
        using var log = new TestLog(options => options with { StoreTimeout = TimeSpan.FromMilliseconds(200), Clock = TimeProvider.System });
        log.Sink.Hold();
        for (int line = 0; line < 20_000; line++)
            log.WriteLine(new string('x', 100));
        log.Sink.Release();
        await log.Sink.UntilAsync(sink => sink.Logs.Count > 1 && sink.Batches.Sum(batch => batch.Payload.Length) > EventQueue.Bound);
        log.WriteLine("after");

        var sink = await log.CompleteAsync();

        long lost = sink.Of("gap").Single().GetProperty("lost").GetInt64();
        Assert.Equal(20_001, sink.Logs.Count + lost);
        Assert.Equal("log gap log", string.Join(' ', sink.Events.Select(item => item.GetProperty("type").GetString())
            .Aggregate(new List<string?>(), (types, type) => types.LastOrDefault() == type ? types : [.. types, type])));
        Assert.Equal("after", sink.Messages.Last());
        Assert.Equal(Enumerable.Range(1, sink.Logs.Count), sink.Logs.Select(item => item.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Beyond_its_limit_output_is_counted_in_one_gap_and_the_action_goes_on()
    {
        using var log = new TestLog(options => options with { Limit = 10_000 });
        ICallSink call = log.Root.Start("nested", "{}"u8);
        for (int line = 0; line < 1_000; line++)
            call.Write(OutputKind.Output, new string('x', 100), endLine: true);
        call.Finish(new CallEnd { Duration = TimeSpan.Zero });

        var sink = await log.CompleteAsync();

        int kept = sink.Logs.Count - 1;
        Assert.Contains("TINPOT_LOG_LIMIT", sink.Messages.Last(), StringComparison.Ordinal);
        Assert.Equal(1_000 - kept, sink.Of("gap").Single().GetProperty("lost").GetInt64());
        Assert.Equal("gap", sink.Events[^1].GetProperty("type").GetString());
        Assert.Equal(2, sink.Calls.Count);
        Assert.InRange(sink.Batches.Sum(batch => batch.Payload.Length), 9_000, 11_500);
    }

    [Fact]
    public async Task Bytes_of_earlier_attempts_count_against_the_limit()
    {
        using var log = new TestLog(options => options with { Limit = 10_000, BytesBefore = 10_000 });
        log.WriteLine("too much");

        Assert.Equal(1, (await log.CompleteAsync()).Of("gap").Single().GetProperty("lost").GetInt64());
    }

    [Fact]
    public async Task A_sink_that_fails_ends_the_log_and_holds_nobody()
    {
        using var log = new TestLog();
        log.Sink.Fault = new OwnershipLostException(new Lease(Guid.NewGuid(), 1));
        for (int line = 0; line < 20_000; line++)
            log.WriteLine(new string('x', 100));

        Assert.Empty((await log.CompleteAsync()).Events);
    }

    [Fact]
    public async Task Items_count_against_the_limit_and_are_lost_like_lines()
    {
        using var log = new TestLog(options => options with { Limit = 10_000 });
        for (int index = 0; index < 1_000; index++)
            log.Root.Item(index, "\"0123456789012345678901234567890123456789\""u8);
        log.WriteLine("after");

        var sink = await log.CompleteAsync();

        int kept = sink.Of("item").Count;
        // {"type":"item","data":{"index":10,"value":"<40>","call_id":"0"}} and its line end: 101 bytes for two digits
        Assert.Equal(99, kept);
        Assert.Contains("TINPOT_LOG_LIMIT", Assert.Single(sink.Messages), StringComparison.Ordinal);
        Assert.Equal(1_001 - kept, sink.Of("gap").Single().GetProperty("lost").GetInt64());
    }

    [Fact]
    public async Task Items_wait_for_a_store_that_does_not_answer_longer_than_lines_do()
    {
        using var log = new TestLog(options => options with { StoreTimeout = TimeSpan.FromMilliseconds(50), Clock = TimeProvider.System });
        log.Sink.Hold();
        byte[] item = System.Text.Encoding.UTF8.GetBytes($"\"{new string('x', 1_000)}\"");
        var writer = new Thread(() =>
        {
            for (int index = 0; index < 3_000; index++)
                log.Root.Item(index, item);
        });
        writer.Start();
        Assert.False(writer.Join(TimeSpan.FromMilliseconds(500)));

        log.Sink.Release();
        Assert.True(writer.Join(TimeSpan.FromSeconds(30)));
        var sink = await log.CompleteAsync();

        Assert.Equal(Enumerable.Range(0, 3_000), sink.Of("item").Select(one => one.GetProperty("index").GetInt32()));
        Assert.Empty(sink.Of("gap"));
    }

    [Fact]
    public async Task The_last_progress_of_every_call_is_shown_beyond_the_limit_too_and_no_other()
    {
        using var log = new TestLog(options => options with { Limit = 1_000 });
        ICallSink call = log.Root.Start("nested", "{}"u8);
        for (int line = 0; line < 20; line++)
            log.WriteLine(new string('x', 100));
        for (int step = 1; step <= 100; step++)
        {
            call.Report(step / 200.0, null);
            log.Root.Report(step / 100.0, null);
            log.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        call.Finish(new CallEnd { Duration = TimeSpan.Zero });

        Assert.Equal(["1 0.5", "0 1"], (await log.CompleteAsync()).Of("progress").Select(one => $"{one.GetProperty("call_id").GetString()} {one.GetProperty("fraction").GetRawText()}"));
    }

    [Fact]
    public async Task Progress_that_finds_no_room_is_shown_when_there_is()
    {
        using var log = new TestLog();
        log.Sink.Hold();
        log.Write("first\n");
        await log.Sink.UntilAsync(sink => sink.Batches.Count == 1);
        log.Root.Item(0, System.Text.Encoding.UTF8.GetBytes($"\"{new string('x', EventQueue.Bound)}\""));
        log.Root.Report(0.5, "half");
        log.Clock.Advance(TimeSpan.FromMilliseconds(300));
        log.Sink.Release();
        await log.Sink.UntilAsync(sink => sink.Of("item").Count == 1);

        log.Clock.Advance(TimeSpan.FromMilliseconds(300));
        await log.Sink.UntilAsync(sink => sink.Of("progress").Count == 1);

        Assert.Equal("half", log.Sink.Of("progress").Single().GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("a\nb<half>", "a\nb\ufffd")]
    [InlineData("<500>y", "<500>…")]
    [InlineData("the password is hunter22", "the password is ***")]
    public async Task A_progress_message_is_short_masked_and_cannot_break_its_event(string message, string shown)
    {
        static string Long(string text) => text.Replace("<500>", new string('x', 500), StringComparison.Ordinal).Replace("<half>", "\ud800", StringComparison.Ordinal);
        using var log = new TestLog(null, "hunter22");
        log.Root.Report(0.5, Long(message));

        Assert.Equal(Long(shown), (await log.CompleteAsync()).Of("progress").Single().GetProperty("message").GetString());
    }

    [Fact]
    public async Task Progress_is_shown_ten_times_a_second_and_the_last_always()
    {
        using var log = new TestLog();
        for (int step = 1; step <= 1_000; step++)
        {
            log.Root.Report(step / 1_000.0, $"step {step}");
            log.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var sink = await log.CompleteAsync();

        var progress = sink.Of("progress");
        Assert.InRange(progress.Count, 3, 12);
        Assert.Equal(1.0, progress[^1].GetProperty("fraction").GetDouble());
        Assert.Equal("step 1000", progress[^1].GetProperty("message").GetString());
    }
}
