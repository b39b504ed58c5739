using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Stores.Redis;

namespace Tinpot.Host.Tests.Workers.Submitting;

/// <summary>Executions that submit others over Redis, to workers of other queues.</summary>
public sealed class FanOutFleetTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_submitted_runs_where_its_queue_is_served(bool inChildren)
    {
        await using RedisHarness redis = await OpenAsync();
        await using FanOutHarness near = await JoinAsync(redis, "near", "default", inChildren);
        await using FanOutHarness far = await JoinAsync(redis, "far", "far", inChildren);

        ExecutionRecord parent = await near.RunAsync("double_far_away", """{"number":4}""");
        Assert.Equal((ExecutionState.SUCCESS, "9", "near"), (parent.State, Encoding.UTF8.GetString((parent.Result ?? default).Span), parent.Worker));
        ExecutionRecord submitted = Assert.Single(await near.SubmittedByAsync(parent.Id, 1));
        Assert.Equal(("double_far", "far", (Guid?)parent.Id), (submitted.Action, submitted.Worker, submitted.RootId));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_cancel_reaches_another_worker(bool inChildren)
    {
        await using RedisHarness redis = await OpenAsync();
        await using FanOutHarness near = await JoinAsync(redis, "near", "default", inChildren);
        await using FanOutHarness far = await JoinAsync(redis, "far", "far", inChildren);

        Guid id = await near.SubmitAsync("double_far_away", """{"number":null}""");
        ExecutionRecord submitted = Assert.Single(await near.SubmittedByAsync(id, 1));
        await near.UntilPrintedAsync(submitted.Id);
        await near.Client.CancelAsync(id, FanOutHarness.Asker, CancellationToken.None);
        Assert.Equal(ExecutionState.REVOKED, (await near.EndOfAsync(id)).State);
        Assert.Equal(ExecutionState.REVOKED, (await near.EndOfAsync(submitted.Id)).State);
    }

    [Fact]
    public async Task Who_waits_gives_its_slot_back()
    {
        await using RedisHarness redis = await OpenAsync();
        await using FanOutHarness only = await JoinAsync(redis, "only", "default", inChildren: false);
        ExecutionRecord parent = await only.RunAsync("nest", """{"depth":5}""");
        Assert.Equal((ExecutionState.SUCCESS, "5"), (parent.State, Encoding.UTF8.GetString((parent.Result ?? default).Span)));
    }

    private static Task<RedisHarness> OpenAsync() => RedisHarness.OpenAsync(options => options with { Clock = null, QueueLimit = 1_000 });

    private static Task<FanOutHarness> JoinAsync(RedisHarness redis, string name, string queue, bool inChildren) =>
        FanOutHarness.JoinAsync(redis, inChildren, new TinpotOptions { Concurrency = 1, WorkerName = name, Queues = [queue] });
}
