using System.Text.Json.Nodes;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Hosting;

namespace Tinpot.Host.Tests.Actions;

public class ActionClientTests
{
    private static readonly TestAction[] Catalog =
    [
        TestAction.Echo("echo", "\"days\":{\"type\":\"integer\",\"format\":\"int32\",\"default\":7}"),
        TestAction.Throwing("fail"),
        new TestAction("wait", "", TestAction.WaitForCancel),
    ];

    [Fact]
    public async Task What_is_submitted_runs_and_gives_its_result()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(Catalog);

        Guid id = await host.Actions.SubmitAsync("echo", new JsonObject { ["days"] = 3 });
        ActionStatus status = await host.Actions.WaitAsync(id).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(ExecutionState.SUCCESS, status.State);
        Assert.True(status.Ready);
        Assert.Equal(3, status.Result!.Value.GetProperty("days").GetInt32());
        Assert.Null(status.Error);
        Assert.Equal("code", (await host.GetAsync($"/api/executions/{id}")).GetProperty("requested_via").GetString());
    }

    [Fact]
    public async Task A_failure_says_why()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(Catalog);

        Guid id = await host.Actions.SubmitAsync("fail");
        ActionStatus status = await host.Actions.WaitAsync(id).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(ExecutionState.FAILURE, status.State);
        Assert.Equal(FailureReason.Exception, status.Error!.Reason);
        Assert.Equal("The disk is full.", status.Error.Message);
    }

    [Fact]
    public async Task What_runs_can_be_cancelled_once()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(Catalog);
        Guid id = await host.Actions.SubmitAsync("wait");

        Assert.True(await host.Actions.CancelAsync(id));
        ActionStatus status = await host.Actions.WaitAsync(id).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(ExecutionState.REVOKED, status.State);
        Assert.False(await host.Actions.CancelAsync(id));
        Assert.False(await host.Actions.CancelAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task A_wrong_request_is_refused_with_everything_that_is_wrong()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(Catalog);

        ActionRejectedException wrong = await Assert.ThrowsAsync<ActionRejectedException>(
            () => host.Actions.SubmitAsync("echo", new JsonObject { ["days"] = "x", ["more"] = 1 }));
        ActionRejectedException unknown = await Assert.ThrowsAsync<ActionRejectedException>(() => host.Actions.SubmitAsync("ehco"));

        Assert.Equal(["days", "more"], wrong.Errors.Select(error => error.Path));
        Assert.Equal("There is no action 'ehco'. Did you mean 'echo'?", unknown.Message);
        Assert.Null(await host.Actions.GetAsync(Guid.CreateVersion7()));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => host.Actions.WaitAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task A_key_makes_a_repeated_request_one_execution()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync(Catalog);
        var options = new SubmitOptions { IdempotencyKey = "nightly", RequestedBy = "scheduler" };

        Guid first = await host.Actions.SubmitAsync("echo", null, options);
        Guid again = await host.Actions.SubmitAsync("echo", new JsonObject { ["days"] = 7 }, options);

        Assert.Equal(first, again);
        await Assert.ThrowsAsync<ActionRejectedException>(() => host.Actions.SubmitAsync("echo", new JsonObject { ["days"] = 8 }, options));
        Assert.NotEqual(first, await host.Actions.SubmitAsync("echo", null, options with { RequestedBy = "somebody" }));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Actions.SubmitAsync("echo", null, options with { IdempotencyKey = "två" }));
    }
}
