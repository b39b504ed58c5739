using System.Diagnostics;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Telemetry;

[Collection(SpanCollection.Name)]
public sealed class TraceContextTests
{
    private const string Remote = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    [Fact]
    public void Nothing_under_way_is_no_trace() => Assert.Null(TraceContext.Current);

    [Fact]
    public void A_request_that_nobody_records_and_nobody_sent_is_no_trace()
    {
        using Activity request = new Activity("request").Start();
        Assert.Null(TraceContext.Current);
    }

    [Fact]
    public void A_request_that_nobody_records_stands_aside_for_whoever_sent_it()
    {
        using Activity request = new Activity("request") { TraceStateString = "a=1" }.SetParentId(Remote).Start();
        using Activity inner = new Activity("inner").Start();
        Assert.Equal(new TraceContext(Remote, "a=1"), TraceContext.Current);
    }

    [Fact]
    public void The_nearest_recorded_span_is_the_parent()
    {
        using var recorder = new SpanRecorder("Test");
        using var source = new ActivitySource("Test");
        using Activity outer = source.StartActivity("outer")!;
        using Activity inner = new Activity("inner").Start();
        Assert.Equal(outer.Id, TraceContext.Current?.Parent);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("a=1,b=2", "a=1,b=2")]
    public void State_is_kept(string? state, string? kept) => Assert.Equal(kept, StateOf(state));

    [Fact]
    public void State_over_the_bound_loses_its_oldest_entries()
    {
        string entry = "k=" + new string('v', 198);
        Assert.Equal($"{entry},{entry}", StateOf($"{entry},{entry},{entry}"));
        Assert.Null(StateOf("k=" + new string('v', TraceContext.StateLimit)));
    }

    [Fact]
    public void What_is_no_context_begins_a_trace() =>
        Assert.Equal(default, new TraceContext("nonsense", null).ToActivity());

    private static string? StateOf(string? state)
    {
        using Activity request = new Activity("request") { TraceStateString = state }.SetParentId(Remote).Start();
        return TraceContext.Current!.State;
    }
}
