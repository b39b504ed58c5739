using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Submitting;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>Every call of the store that a running action needs for what it submits fails with every kind of exception.</summary>
public sealed class SubmissionFaultTests
{
    private static readonly string[] Calls = ["Submit", "Find", "WaitForEnd"];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_is_submitted_ends_and_the_action_is_told_of_what_failed(bool redis, bool inChildren)
    {
        var client = new FaultyClient();
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren, redis: redis, around: store =>
        {
            client.Store = store;
            return client;
        });
        foreach (string call in Calls)
        {
            foreach ((string kind, Func<Exception> make) in FaultKinds.All)
            {
                foreach (bool done in (bool[])[false, true])
                    await TryAsync(host, client, new StoreFault(call, kind, make, done) { Skip = call == "Submit" ? 1 : 0 });
            }
        }

        Assert.Equal(ExecutionState.SUCCESS, (await host.RunAsync("double_elsewhere", """{"number":4}""")).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancel_that_the_store_cannot_pass_on_still_ends_who_waits(bool inChildren)
    {
        var client = new FaultyClient();
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren, around: store =>
        {
            client.Store = store;
            return client;
        });
        foreach ((string kind, Func<Exception> make) in FaultKinds.All)
        {
            Guid id = await host.SubmitAsync("wait_elsewhere");
            Guid inner = (await host.SubmittedByAsync(id, 1))[0].Id;
            await host.UntilPrintedAsync(inner);
            client.Fault = new StoreFault("Cancel", kind, make, Done: false);
            await client.Store.CancelAsync(id, FanOutHarness.Asker, CancellationToken.None);
            Assert.Equal(ExecutionState.REVOKED, (await host.EndOfAsync(id)).State);
            client.Fault = null;
            await client.Store.CancelAsync(inner, FanOutHarness.Asker, CancellationToken.None);
            Assert.Equal(ExecutionState.REVOKED, (await host.EndOfAsync(inner)).State);
        }
    }

    private static async Task TryAsync(FanOutHarness host, FaultyClient client, StoreFault fault)
    {
        // The test's own submission goes well
        client.Fault = fault;
        Guid id = await host.SubmitAsync("double_elsewhere", """{"number":4}""");
        ExecutionRecord end = await host.EndOfAsync(id);
        client.Fault = null;
        Assert.True(fault.Thrown > 0, $"{fault} was not met.");
        if (end.State == ExecutionState.SUCCESS)
            Assert.Equal("9", Encoding.UTF8.GetString(end.Result!.Value.Span));
        else
            Assert.True(end.Error is { Reason: FailureReason.Exception } error && error.Message.Contains(fault.Make().Message, StringComparison.Ordinal), $"{fault}: {end.State} {end.Error}");
        if (fault.Kind == "unavailable")
            Assert.True(end.State == ExecutionState.SUCCESS, $"{fault}: {end.State} {end.Error}");
        // What it submitted has ended too, or was never stored
        foreach (ExecutionRecord one in (await client.Store.ListAsync(new ExecutionQuery { Limit = 20 }, CancellationToken.None)).Items.Where(one => one.ParentId == id))
            await host.EndOfAsync(one.Id);
    }
}
