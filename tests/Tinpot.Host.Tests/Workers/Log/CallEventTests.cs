using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Workers.Log;

public sealed class CallEventTests
{
    [Fact]
    public async Task A_call_is_two_events_with_all_that_is_known_of_it()
    {
        using var log = new TestLog();
        ICallSink call = log.Root.Start("db_backup", """{"target":"/backups"}"""u8);
        call.Start("inner", "{}"u8).Finish(new CallEnd
        {
            Duration = TimeSpan.FromMicroseconds(1_500),
            Error = new InvalidOperationException("no space"),
        });
        call.Finish(new CallEnd { Duration = TimeSpan.FromSeconds(2), Result = "{\"size\":1}"u8 });

        var calls = (await log.CompleteAsync()).Calls;

        Assert.Equal(
            """{"call_id":"1","parent_id":"0","action":"db_backup","call_depth":1,"phase":"started","started_at":"2026-03-04T05:06:07.089Z","parameters":{"target":"/backups"}}""",
            calls[0].GetRawText());
        Assert.Equal(("2", "1", 2), (calls[1].GetProperty("call_id").GetString(), calls[1].GetProperty("parent_id").GetString(), calls[1].GetProperty("call_depth").GetInt32()));
        Assert.Equal(("FAILURE", 1.5, "no space"), (calls[2].GetProperty("state").GetString(), calls[2].GetProperty("duration_ms").GetDouble(),
            calls[2].GetProperty("error").GetProperty("message").GetString()));
        Assert.Equal(
            """{"call_id":"1","parent_id":"0","action":"db_backup","call_depth":1,"phase":"finished","started_at":"2026-03-04T05:06:07.089Z","state":"SUCCESS","duration_ms":2000,"result":{"size":1},"error":null}""",
            calls[3].GetRawText());
        Assert.Equal(4, log.Sink.Batches.Sum(batch => batch.Calls));
        Assert.All(log.Sink.Batches, batch => Assert.Equal((0, 0), (batch.FirstLine, batch.Lines)));
    }

    [Fact]
    public async Task What_was_too_large_is_said_to_be_left_out()
    {
        using var log = new TestLog();
        ICallSink call = log.Root.Start("large", default);
        call.Finish(new CallEnd { Duration = TimeSpan.Zero, Truncated = true });

        var calls = (await log.CompleteAsync()).Calls;

        Assert.All(calls, item => Assert.True(item.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task A_stop_that_was_asked_for_is_no_error()
    {
        using var log = new TestLog();
        log.Root.Start("slow", "{}"u8).Finish(new CallEnd { Duration = TimeSpan.Zero, Error = new OperationCanceledException(), Revoked = true });

        var end = (await log.CompleteAsync()).Calls[1];

        Assert.Equal("REVOKED", end.GetProperty("state").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, end.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task An_item_is_an_event_on_one_line_with_secrets_masked()
    {
        using var log = new TestLog(null, "hunter22");
        log.WriteLine("before");
        log.Root.Item(0, "{\n\"a\": 1.50 }"u8);
        log.Root.Item(1, "\"is hunter22\""u8);

        var sink = await log.CompleteAsync();

        Assert.Equal(["log", "item", "item"], sink.Events.Select(one => one.GetProperty("type").GetString()));
        Assert.Equal(["1.50", "\"is ***\""], [sink.Of("item")[0].GetProperty("value").GetProperty("a").GetRawText(), sink.Of("item")[1].GetProperty("value").GetRawText()]);
        Assert.Equal("""{"index":1,"value":"is ***","call_id":"0"}""", sink.Of("item")[1].GetRawText());
    }

    [Fact]
    public async Task Counted_calls_are_one_event_per_action()
    {
        using var log = new TestLog();
        log.Root.Count("tiny", 2_000, 3, TimeSpan.FromMilliseconds(12.5));

        Assert.Equal(
            """{"parent_id":"0","action":"tiny","call_depth":1,"phase":"repeated","repeated":2000,"failed":3,"total_ms":12.5}""",
            (await log.CompleteAsync()).Calls.Single().GetRawText());
    }

    [Fact]
    public async Task An_unfinished_line_stands_before_the_call_that_begins_after_it_and_within_the_call_it_belongs_to()
    {
        using var log = new TestLog();
        log.Write("before");
        ICallSink call = log.Root.Start("nested", "{}"u8);
        call.Write(OutputKind.Output, "inside", endLine: false);
        call.Finish(new CallEnd { Duration = TimeSpan.Zero });
        log.WriteLine("after");

        var sink = await log.CompleteAsync();

        Assert.Equal(["log 0", "call 1", "log 1", "call 1", "log 0"], sink.Events.Select(item =>
            $"{item.GetProperty("type").GetString()} {item.GetProperty("data").GetProperty("call_id").GetString()}"));
        Assert.Equal(["before", "inside", "after"], sink.Messages);
    }

    [Fact]
    public async Task Parallel_calls_do_not_cut_each_others_lines()
    {
        using var log = new TestLog();
        ICallSink first = log.Root.Start("first", "{}"u8);
        ICallSink second = log.Root.Start("second", "{}"u8);
        foreach (string piece in new[] { "a", "b", "c" })
        {
            first.Write(OutputKind.Output, piece, endLine: false);
            second.Write(OutputKind.Output, piece, endLine: false);
        }

        Assert.Equal(["abc", "abc"], (await log.CompleteAsync()).Messages);
    }

    [Fact]
    public async Task The_output_of_a_program_keeps_its_lines_whole()
    {
        using var log = new TestLog();
        using (IOutputWriter program = log.Root.Open(OutputKind.Error))
        {
            program.Write("pro");
            log.Write("own");
            program.Write("gram\nlast");
        }

        Assert.Equal(["program", "last", "own"], (await log.CompleteAsync()).Messages);
    }
}
