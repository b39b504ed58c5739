using System.Globalization;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Executions.Limits;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Host.Tests.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>The rights that the docs name are enough.</summary>
public sealed class RedisAccessTests
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task A_user_with_the_documented_rights_can_do_everything()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        Assert.Equal("OK", await server.CommandAsync(DocumentedRule().Split(' ')));
        Assert.True(RedisUrl.TryParse(string.Create(CultureInfo.InvariantCulture, $"redis://tinpot:password@127.0.0.1:{server.Port}"), out RedisUrl? url, out _));
        await using RedisConnection connection = await RedisConnection.OpenAsync(url.Settings);
        await using var store = new RedisStore(new RedisStoreOptions { RetentionCount = 1 }, connection, "test");

        await store.SubmitAsync([Given.Submission() with { Idempotency = Given.Key("k"), Secrets = new byte[] { 1 } }, Given.Submission()], Deadline);
        await store.SubmitAsync([Given.Submission() with { RunAt = DateTimeOffset.UtcNow.AddMilliseconds(1), Retries = 1 }], Deadline);
        await store.WaitForWorkAsync(Given.Nothing, Deadline);
        List<ClaimedExecution> claimed = [];
        while (claimed.Count < 3)
            claimed.AddRange(await store.ClaimAsync(Given.AnyWork, Deadline));
        Assert.Equal(3, (await store.RenewAsync([.. claimed.Select(one => one.Lease)], Deadline)).Count(status => !status.Lost));
        Task cancel = store.WaitForCancelRequestsAsync(Deadline);
        Assert.Equal(CancelOutcome.Cancelling, await store.CancelAsync(claimed[0].Lease.ExecutionId, Given.Alice, Deadline));
        await cancel;
        await store.AppendAsync(claimed[0].Lease, Given.Lines(claimed[0].Lease, 2, 1, 1), Deadline);
        await store.AppendAsync(claimed[0].Lease, Given.Calls(claimed[0].Lease, 3, 1), Deadline);
        await store.WaitForEventsAsync(claimed[0].Lease.ExecutionId, new EventId(1, 2), Deadline);
        foreach (EventRange range in (EventRange[])[new(), new() { CallsOnly = true }, new() { FromLine = 1, After = new EventId(1, 1) }])
            Assert.NotEmpty(await store.ReadEventsAsync(claimed[0].Lease.ExecutionId, range, Deadline));
        await store.FinishAsync(new FinishReport(claimed[0].Lease, Given.Broken), Deadline);
        await store.FinishAsync(new FinishReport(claimed[1].Lease, Given.Broken with { State = ExecutionState.RETRY }), Deadline);
        await store.ReleaseAsync(claimed[2].Lease, begun: true, Deadline);
        await store.ReapAsync(Deadline);
        Assert.Equal(0, await store.MendAsync());
        Assert.Equal(3, (await store.ListAsync(new ExecutionQuery(), Deadline)).Items.Count);
        Assert.NotNull(await store.FindAsync(claimed[2].Lease.ExecutionId, Deadline));
        await store.PruneAsync(Deadline);
        Assert.NotEmpty(await store.LanesAsync(Deadline));
        await TryRegistryAsync(new RedisFleetRegistry(connection, store.Shards, TimeSpan.FromSeconds(30)), connection);

        ExecutionSubmission limited = Given.Submission(queue: "limited") with { Limits = LimitSet.Of([new("deploy", null, 1)]) };
        await store.SubmitAsync([limited, limited with { Id = Guid.CreateVersion7() }], Deadline);
        ClaimRequest work = Given.AnyWork with { Queues = ["limited"] };
        ClaimedExecution first = Assert.Single(await store.ClaimAsync(work, Deadline));
        Assert.Empty(await store.ClaimAsync(work, Deadline));
        ClaimedExecution second = Assert.Single(await store.FinishAsync(
            new FinishReport(first.Lease, Given.Broken) { Events = Given.Lines(first.Lease, 2, 1, 1), Next = work }, Deadline));
        await store.SubmitAsync([limited with { Id = Guid.CreateVersion7() }], Deadline);
        await store.FinishAsync(new FinishReport(second.Lease, Given.Broken), Deadline);
        Assert.Single(await store.ClaimAsync(work, Deadline));

        // Of each refusal, its reason and what was refused
        Assert.Equal([], ((object?[])(await server.CommandAsync("ACL", "LOG"))!).Cast<object?[]>().Select(entry => $"{entry[3]} {entry[7]}"));
    }

    private static async Task TryRegistryAsync(RedisFleetRegistry registry, RedisConnection connection)
    {
        LocalCatalog catalog = RedisRegistry.Catalog(TestAction.Echo("one", ""));
        WorkerStatus worker = RedisRegistry.Worker("left", catalog);
        await registry.AnnounceAsync(worker, catalog, first: true);
        await registry.AnnounceAsync(worker, catalog, first: false);
        Assert.Single(await registry.WorkersAsync());
        Assert.NotNull(await registry.CatalogAsync(Assert.Single(await registry.CatalogsAsync())));
        // What ended is taken out of the lists
        await connection.Control.GetDatabase().KeyDeleteAsync([RedisFleetRegistry.CatalogKey("tp", catalog.Hash), Heartbeat.Key("tp", worker.Instance)]);
        Assert.Empty(await registry.WorkersAsync());
        Assert.Empty(await registry.CatalogsAsync());
        await registry.LeaveAsync(worker.Instance);
    }

    private static string DocumentedRule() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "redis.md")).Single(line => line.StartsWith("ACL SETUSER ", StringComparison.Ordinal));
}
