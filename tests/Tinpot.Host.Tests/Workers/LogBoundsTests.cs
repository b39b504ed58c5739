using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Workers;

namespace Tinpot.Host.Tests.Workers;

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
        using var log = new TestLog(options => options with { Patience = TimeSpan.FromMilliseconds(200), Clock = TimeProvider.System });
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
