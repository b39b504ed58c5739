using System.Diagnostics;
using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Telemetry;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>What an action's own code sees of the trace, and whoever it calls.</summary>
[Collection(SpanCollection.Name)]
public sealed class ActionTraceTests
{
    private const string Source = "Test";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_of_an_action_are_children_of_its_run_and_calls_are_recorded(bool child)
    {
        using var recorder = new SpanRecorder(TelemetryTags.Source, Source, "System.Net.Http");
        using var source = new ActivitySource(Source);
        await using EchoServer server = await EchoServer.OfTraceparentAsync();
        await using var pool = new PoolHarness();
        string arguments = $$"""{"url":"{{server.Url}}"}""";
        using Activity run = source.StartActivity("run")!;

        (ExecutionOutcome outcome, _) = child
            ? await pool.RunAsync("request_page_nested", arguments)
            : await pool.RunHereAsync("request_page_nested", arguments);

        string seen = Encoding.UTF8.GetString(outcome.Result!.Value.Span).Trim('"');
        Activity[] spans = await recorder.OfAsync(run.TraceId, child ? 1 : 2);
        Activity call = Assert.Single(spans, span => span.DisplayName == "call request_page");
        Assert.Equal(run.SpanId, call.ParentSpanId);
        // In the host the request is a span of its own, and that is what the other side hears of
        ActivitySpanId parent = child ? run.SpanId : Assert.Single(spans, span => span.Source.Name == "System.Net.Http").SpanId;
        Assert.Equal($"00-{run.TraceId}-{parent}-01", seen);
        Assert.Same(run, Activity.Current);
    }

    [Fact]
    public async Task Calls_of_calls_and_those_that_fail_are_told_apart()
    {
        using var recorder = new SpanRecorder(TelemetryTags.Source, Source);
        using var source = new ActivitySource(Source);
        await using var pool = new PoolHarness();
        using Activity run = source.StartActivity("run")!;

        await pool.RunAsync("descend", """{"depth":2}""");
        await pool.RunAsync("fail_nested");
        Activity[] spans = await recorder.OfAsync(run.TraceId, 3);

        Assert.Equal(["call descend", "call descend", "call fail"], spans.Select(span => span.DisplayName));
        Assert.Equal([run.SpanId, spans[0].SpanId, run.SpanId], spans.Select(span => span.ParentSpanId));
        Assert.Equal((ActivityStatusCode.Error, "exception"), (spans[2].Status, spans[2].StatusDescription));
    }

    [Fact]
    public async Task A_call_that_its_process_did_not_survive_is_unfinished()
    {
        using var recorder = new SpanRecorder(TelemetryTags.Source, Source);
        using var source = new ActivitySource(Source);
        await using var pool = new PoolHarness();
        using Activity run = source.StartActivity("run")!;

        await pool.RunAsync("exit_nested", """{"code":3}""");
        Activity call = Assert.Single(await recorder.OfAsync(run.TraceId, 1));

        Assert.Equal(("call exit_process", "unfinished"), (call.DisplayName, call.StatusDescription));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trace_that_nobody_here_records_is_passed_on(bool child)
    {
        var caller = Traceparent.New();
        await using EchoServer server = await EchoServer.OfTraceparentAsync();
        await using var pool = new PoolHarness { Trace = new TraceContext(caller.ToString(), "vendor=1") };

        (ExecutionOutcome told, _) = child ? await pool.RunAsync("tell_trace") : await pool.RunHereAsync("tell_trace");
        (ExecutionOutcome answered, _) = await pool.RunAsync("request_page", $$"""{"url":"{{server.Url}}"}""");

        Assert.Equal($"\"{caller.Trace}\"", Encoding.UTF8.GetString(told.Result!.Value.Span));
        Assert.Equal($"\"{caller}\"", Encoding.UTF8.GetString(answered.Result!.Value.Span));
    }

    [Fact]
    public async Task Without_a_trace_an_action_begins_none()
    {
        await using var pool = new PoolHarness();

        (ExecutionOutcome outcome, _) = await pool.RunAsync("tell_trace");

        Assert.Equal(ExecutionState.SUCCESS, outcome.State);
        Assert.Equal("null", Encoding.UTF8.GetString(outcome.Result!.Value.Span));
    }
}
