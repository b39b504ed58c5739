using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Host.Tests.Workers;
using Tinpot.Host.Tests.Workers.Running;
using Tinpot.Telemetry;

namespace Tinpot.Host.Tests.Telemetry;

[Collection(SpanCollection.Name)]
public sealed class SpanTests
{
    [Fact]
    public async Task A_callers_trace_goes_through_the_queue_to_the_run_and_its_nested_calls()
    {
        using var recorder = new SpanRecorder(TelemetryTags.Source);
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, Listening.Add);
        var caller = Traceparent.New();

        string id = await ExecuteAsync(host, "api_outer", """{"name": "x"}""", caller, "vendor=1");
        Activity[] spans = await recorder.OfAsync(caller.Trace, 3);

        Assert.Equal(["submit api_outer", "run api_outer", "call api_inner"], spans.Select(span => span.DisplayName));
        Assert.Equal([ActivityKind.Producer, ActivityKind.Consumer, ActivityKind.Internal], spans.Select(span => span.Kind));
        Assert.Equal([caller.Span, spans[0].SpanId, spans[1].SpanId], spans.Select(span => span.ParentSpanId));
        Assert.All(spans, span => Assert.Equal("vendor=1", span.TraceStateString));
        Assert.Equal((id, id), (spans[0].GetTagItem("tinpot.execution.id"), spans[1].GetTagItem("tinpot.execution.id")));
        Assert.Equal(
            ("api_outer", "default", 1, "SUCCESS"),
            (spans[1].GetTagItem("tinpot.action"), spans[1].GetTagItem("tinpot.queue"), spans[1].GetTagItem("tinpot.attempt"), spans[1].GetTagItem("tinpot.state")));
        Assert.Equal(("api_inner", "1", "SUCCESS"), (spans[2].GetTagItem("tinpot.action"), spans[2].GetTagItem("tinpot.call.id"), spans[2].GetTagItem("tinpot.state")));
        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.True(spans[2].StartTimeUtc + spans[2].Duration <= spans[1].StartTimeUtc + spans[1].Duration);
    }

    [Fact]
    public async Task A_callers_trace_reaches_the_action_also_when_nobody_here_records_it()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, Listening.Add);
        var caller = Traceparent.New();
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_trace/sync_execute", "{}", ("traceparent", caller.ToString()));
        using HttpResponseMessage response = await host.Client.SendAsync(request);

        Assert.Equal(caller.Trace.ToString(), (await response.JsonAsync()).GetProperty("result").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await host.Client.RunAsync("api_trace")).GetProperty("result").ValueKind);
    }

    [Fact]
    public async Task Without_a_caller_a_submission_begins_a_trace()
    {
        using var recorder = new SpanRecorder(TelemetryTags.Source, "Test");
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, Listening.Add);
        using var source = new ActivitySource("Test");

        ActivityTraceId trace;
        using (Activity own = source.StartActivity("own")!)
        {
            trace = own.TraceId;
            await host.Services.GetRequiredService<IActionClient>().SubmitAsync("api_add", new() { ["left"] = 1 });
        }

        Activity[] spans = await recorder.OfAsync(trace, 3);
        Assert.Equal(["own", "submit api_add", "run api_add"], spans.Select(span => span.DisplayName));
        Assert.Equal([default, spans[0].SpanId, spans[1].SpanId], spans.Select(span => span.ParentSpanId));
    }

    [Fact]
    public async Task A_failure_is_an_error_with_its_reason_and_without_its_message()
    {
        using var recorder = new SpanRecorder(TelemetryTags.Source);
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, Listening.Add);
        var caller = Traceparent.New();

        await ExecuteAsync(host, "api_fail", "{}", caller);
        Activity run = (await recorder.OfAsync(caller.Trace, 2))[1];

        Assert.Equal((ActivityStatusCode.Error, "exception"), (run.Status, run.StatusDescription));
        Assert.Equal(("FAILURE", "exception", "System.InvalidOperationException"),
            (run.GetTagItem("tinpot.state"), run.GetTagItem("tinpot.reason"), run.GetTagItem("error.type")));
        Assert.DoesNotContain(run.TagObjects, tag => tag.Value is string text && text.Contains("It broke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_attempt_is_a_span_of_its_own_beside_the_others()
    {
        using var recorder = new SpanRecorder(TelemetryTags.Source);
        var caller = Traceparent.New();
        int attempts = 0;
        await using WorkerHarness worker = await WorkerHarness.StartAsync(new TinpotOptions(), new TestAction("flaky", _ =>
            Interlocked.Increment(ref attempts) == 1 ? throw new FormatException("not yet") : default));

        await worker.Store.SubmitAsync(Stores.Given.Submission("flaky") with
        {
            Arguments = "{}"u8.ToArray(),
            Retries = 1,
            Trace = new TraceContext(caller.ToString(), null),
        });
        Activity[] spans = await recorder.OfAsync(caller.Trace, 2);

        Assert.All(spans, span => Assert.Equal(("run flaky", caller.Span), (span.DisplayName, span.ParentSpanId)));
        Assert.Equal([1, 2], spans.Select(span => span.GetTagItem("tinpot.attempt")));
        Assert.Equal(["RETRY", "SUCCESS"], spans.Select(span => span.GetTagItem("tinpot.state")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Select(span => span.Status));
    }

    private static async Task<string> ExecuteAsync(ApiHost host, string action, string parameters, Traceparent caller, string state = "")
    {
        using HttpRequestMessage request = ApiClient.Post(
            $"/api/actions/{action}/execute", $$"""{"parameters": {{parameters}}}""", ("traceparent", caller.ToString()), ("tracestate", state));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        return (await response.JsonAsync()).GetProperty("execution_id").GetString()!;
    }
}
