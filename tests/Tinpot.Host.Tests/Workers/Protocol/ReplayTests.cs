using System.Text;
using Microsoft.Extensions.Logging;
using Tinpot.Host.Tests.Workers.Log;
using Tinpot.Runtime;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>What an action does leaves the same events, written into the log or sent to it in frames.</summary>
public sealed class ReplayTests
{
    private const string Secret = "hunter2-hunter2";

    [Fact]
    public Task Lines_and_parts_of_both_streams() => SameAsync(root =>
    {
        root.Write(OutputKind.Output, "one\ntwo\r\nthr", endLine: false);
        root.Write(OutputKind.Error, "error", endLine: true);
        root.Write(OutputKind.Output, "ee", endLine: true);
        root.Write(OutputKind.Output, "", endLine: true);
        root.Write(OutputKind.Output, "\u001b[31mred\0 \"q\" \\ \u2028", endLine: true);
        root.Write(OutputKind.Output, "unfinished", endLine: false);
    });

    [Fact]
    public Task Text_of_many_frames_and_parts() => SameAsync(root =>
    {
        root.Write(OutputKind.Output, new string('x', 300_000), endLine: true);
        root.Write(OutputKind.Output, string.Concat(Enumerable.Repeat("\0\u0001", 40_000)), endLine: true);
    });

    [Fact]
    public async Task A_long_line_is_whole_wherever_its_parts_are_cut()
    {
        string line = string.Concat(Enumerable.Repeat("x😀", 40_000));
        using var sent = new SentFrames();
        sent.Root.Write(OutputKind.Output, line, endLine: true);
        using var log = new TestLog();
        sent.PlayTo(new FrameDispatcher(log.Log));

        RecordingSink sink = await log.CompleteAsync();
        Assert.Equal(line, string.Concat(sink.Messages));
        Assert.Equal([1L], sink.Logs.Select(part => part.GetProperty("line").GetInt64()).Distinct());
    }

    [Fact]
    public Task A_pair_of_surrogates_written_in_halves() => SameAsync(root =>
    {
        root.Write(OutputKind.Output, "a\ud83d", endLine: false);
        root.Write(OutputKind.Output, "\ude00b", endLine: true);
        root.Write(OutputKind.Output, "lone \ud83d", endLine: true);
        root.Write(OutputKind.Output, "\ude00 lone", endLine: true);
        using IOutputWriter source = root.Open(OutputKind.Error);
        source.Write("\ud83d");
        source.Write("\ude00\n");
    });

    [Fact]
    public Task A_secret_in_pieces_in_entries_and_in_progress() => SameAsync(root =>
    {
        root.Write(OutputKind.Output, Secret.AsSpan(0, 5), endLine: false);
        root.Write(OutputKind.Output, Secret.AsSpan(5), endLine: true);
        root.Log(LogLevel.Warning, $"it is {Secret}", new FormatException(Secret));
        root.Report(0.5, $"{new string('x', 495)}{Secret} and on");
        root.Item(0, Encoding.UTF8.GetBytes($"\"{Secret}\""));
    });

    [Fact]
    public Task Entries_of_each_level_and_what_comes_from_several_lines() => SameAsync(root =>
    {
        foreach (LogLevel level in Enum.GetValues<LogLevel>())
            root.Log(level, $"{level}\nof two lines", null);
        root.Log(LogLevel.Information, new string('y', 200_000), null);
    });

    [Fact]
    public Task Nested_calls_with_all_their_ends() => SameAsync(root =>
    {
        ICallSink outer = root.Start("outer", """{"a": 1.50}"""u8);
        ICallSink inner = outer.Start("inner", default);
        inner.Write(OutputKind.Output, "within", endLine: false);
        inner.Finish(new CallEnd { Duration = TimeSpan.FromTicks(12_345), Error = new FormatException($"not {Secret}") });
        outer.Start("stopped", "{}"u8).Finish(new CallEnd { Duration = default, Error = new OperationCanceledException(), Revoked = true });
        outer.Start("large", "{}"u8).Finish(new CallEnd { Duration = default, Truncated = true });
        outer.Count("tiny", 2_000, 3, TimeSpan.FromMilliseconds(12.5));
        outer.Finish(new CallEnd { Duration = TimeSpan.FromSeconds(1), Result = "[ 1 ]"u8 });
        inner.Write(OutputKind.Error, "late", endLine: true);
    });

    [Fact]
    public Task Sources_beside_each_other() => SameAsync(root =>
    {
        using IOutputWriter one = root.Open(OutputKind.Output);
        using IOutputWriter other = root.Open(OutputKind.Error);
        one.Write("first ");
        other.Write("second ");
        one.Write("source\n");
        other.Write("source");
    });

    [Fact]
    public void What_comes_after_the_end_is_told_once_and_dropped()
    {
        using var sent = new SentFrames();
        sent.Log.Complete(new EndMessage(new InvocationResult(InvocationStatus.Succeeded, null, null), LeftProcesses: false));
        sent.Root.Write(OutputKind.Output, "late", endLine: true);
        sent.Root.Start("late", "{}"u8).Log(LogLevel.Information, "late", null);

        Assert.Equal([FrameKind.End, FrameKind.Late], sent.Kinds());
    }

    [Theory]
    [InlineData(FrameKind.CallStarted, """{"call":2,"caller":0,"action":"a"}""")]
    [InlineData(FrameKind.CallStarted, """{"call":1,"caller":0}""")]
    [InlineData(FrameKind.CallFinished, """{"call":0,"ticks":1,"truncated":false,"revoked":false}""")]
    [InlineData(FrameKind.CallFinished, """{"call":1,"ticks":1,"truncated":false,"revoked":false}""")]
    [InlineData(FrameKind.Output, """{"call":0,"stream":"stdin","text":""}""")]
    [InlineData(FrameKind.Output, """{"call":0,"stream":"stdout"}""")]
    [InlineData(FrameKind.WriterText, """{"writer":1,"text":"t"}""")]
    [InlineData(FrameKind.Item, """{"call":0,"index":0,"value":}""")]
    [InlineData(FrameKind.Log, """{"call":0,"level":"high","message":"m"}""")]
    [InlineData(FrameKind.Hello, "{}")]
    [InlineData(FrameKind.Start, "{}")]
    internal void A_frame_that_cannot_be_is_refused(FrameKind kind, string payload)
    {
        using var log = new TestLog();
        var replayed = new FrameDispatcher(log.Log);
        Assert.Throws<ProtocolException>(() => replayed.Play(new Frame(kind, 0, Encoding.UTF8.GetBytes(payload))));
    }

    [Fact]
    public void Sources_and_calls_without_end_are_refused_at_a_bound()
    {
        using var log = new TestLog();
        var replayed = new FrameDispatcher(log.Log);
        Assert.Throws<ProtocolException>(() =>
        {
            for (int writer = 0; writer <= 10_000; writer++)
                Play(replayed, FrameKind.WriterOpened, $$"""{"writer":{{writer}},"call":0,"stream":"stdout"}""");
        });
        Assert.Throws<ProtocolException>(() =>
        {
            for (int call = 1; call <= 100_001; call++)
                Play(replayed, FrameKind.CallStarted, $$"""{"call":{{call}},"caller":0,"action":"a"}""");
        });
    }

    [Fact]
    public async Task The_beginning_of_a_secret_does_not_stand_where_an_entry_was_cut()
    {
        using var sent = new SentFrames();
        sent.Root.Log(LogLevel.Information, new string('x', ExceptionText.LongestEntry - 6) + Secret, null);
        sent.Root.Report(1, new string('x', ExceptionText.LongestText - 6) + Secret);
        sent.Root.Log(LogLevel.Information, "Reaching…", null);
        using var log = new TestLog(null, Secret, "geheim");
        sent.PlayTo(new FrameDispatcher(log.Log));

        RecordingSink sink = await log.CompleteAsync();
        Assert.DoesNotContain(sink.Events, one => one.GetRawText().Contains("hunt", StringComparison.Ordinal));
        Assert.Equal("Reaching…", sink.Messages.Last());
    }

    private static void Play(FrameDispatcher log, FrameKind kind, string payload) => log.Play(new Frame(kind, 0, Encoding.UTF8.GetBytes(payload)));

    private static async Task SameAsync(Action<ICallSink> action)
    {
        using var direct = new TestLog(null, Secret);
        action(direct.Root);
        using var sent = new SentFrames();
        action(sent.Root);
        using var played = new TestLog(null, Secret);
        sent.PlayTo(new FrameDispatcher(played.Log));

        RecordingSink here = await direct.CompleteAsync();
        RecordingSink there = await played.CompleteAsync();
        Assert.NotEmpty(here.Events);
        Assert.Equal(here.Events.Select(one => one.GetRawText()), there.Events.Select(one => one.GetRawText()));
        Assert.DoesNotContain(there.Events, one => one.GetRawText().Contains(Secret, StringComparison.Ordinal));
    }
}
