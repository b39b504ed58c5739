using Tinpot.Executions;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>A Redis that dies, freezes, forgets or is full.</summary>
public sealed class ServerFaultTests : StoreTest
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(40);

    /// <summary>F6: an append-only file keeps what was accepted when the process dies.</summary>
    [Fact]
    public async Task Dies_and_comes_back_with_its_append_only_file()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync(RedisServer.KeptWhenKilled);
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 3, seed));

        for (int kill = 0; kill < Scale.Times(3); kill++)
        {
            await load.GoOnAsync(100, Recovery);
            await server.KillAsync();
            await Task.Delay(random.Next(0, 3_000));
            await server.RunAsync();
        }

        Assert.NotEqual(0, load.Refusals);
        await load.GoOnAsync(100, Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>F8: longer than leases and longer than anybody waits for an answer; then everything that timed out is done after all.</summary>
    [Fact]
    public async Task Freezes_for_longer_than_a_lease()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 3, seed));

        for (int freeze = 0; freeze < Scale.Times(1); freeze++)
        {
            await load.GoOnAsync(100, Recovery);
            Signals.Send(server.ProcessId, Signals.Stop);
            await Task.Delay(TimeSpan.FromSeconds(10));
            Signals.Send(server.ProcessId, Signals.Continue);
        }

        Assert.NotEqual(0, load.Refusals);
        await load.GoOnAsync(100, Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>What a failover or an old snapshot undoes: two hold the same fence, and only the one that the server knows may write.</summary>
    [Fact]
    public async Task Forgets_a_claim_and_gives_the_work_to_another()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "no");
        await using StoreNode first = await StoreNode.StartAsync(server, "first", Options, seed);
        await using StoreNode second = await StoreNode.StartAsync(server, "second", Options, seed + 1);
        ExecutionSubmission submission = StoreNode.Submission();
        await first.Store.SubmitAsync([submission], CancellationToken.None);
        await server.CommandAsync("SAVE");
        Lease forgotten = Assert.Single(await first.Store.ClaimAsync(first.Request(1), CancellationToken.None)).Lease;

        await server.KillAsync();
        await server.RunAsync();
        Lease lease = Assert.Single(await StoreNode.UntilDoneAsync(() => second.Store.ClaimAsync(second.Request(1), CancellationToken.None))).Lease;

        Assert.Equal(forgotten, lease);
        Assert.True(Assert.Single(await StoreNode.UntilDoneAsync(() => first.Store.RenewAsync([forgotten], CancellationToken.None))).Lost);
        await Assert.ThrowsAsync<OwnershipLostException>(() => first.Store.AppendAsync(forgotten, StoreNode.Line(forgotten, 2, 1, "stale"), CancellationToken.None));
        await Assert.ThrowsAsync<OwnershipLostException>(() => first.Store.FinishAsync(new FinishReport(forgotten, ExecutionOutcome.Success("0"u8.ToArray())), CancellationToken.None));
        await Assert.ThrowsAsync<OwnershipLostException>(() => first.Store.ReleaseAsync(forgotten, begun: true, CancellationToken.None));
        await second.Store.FinishAsync(new FinishReport(lease, ExecutionOutcome.Success("1"u8.ToArray())), CancellationToken.None);
        Assert.Equal(
            ["0-1 state PENDING", "1-1 state STARTED", "1-2 complete SUCCESS"],
            await StoreInvariants.StoryAsync(second.Store, submission.Id));
    }

    /// <summary>F15: what ran is nobody's any more, and whoever comes next is served as on the first day.</summary>
    [Fact]
    public async Task Is_emptied_under_running_work()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode node = await StoreNode.StartAsync(server, "node", Options, seed);
        await node.Store.SubmitAsync([.. Enumerable.Range(0, 120).Select(_ => StoreNode.Submission())], CancellationToken.None);
        Lease[] running = [.. (await node.Store.ClaimAsync(node.Request(20), CancellationToken.None)).Select(one => one.Lease)];
        Assert.Equal(20, running.Length);

        await server.CommandAsync("FLUSHALL");

        Assert.All(await node.Store.RenewAsync(running, CancellationToken.None), status => Assert.True(status.Lost));
        await Assert.ThrowsAsync<OwnershipLostException>(() => node.Store.FinishAsync(new FinishReport(running[0], ExecutionOutcome.Success(null)), CancellationToken.None));
        Assert.Empty(await node.Store.ClaimAsync(node.Request(200), CancellationToken.None));
        Assert.Null(await server.CommandAsync("RANDOMKEY"));
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using var load = new StoreLoad(await NodesAsync(server, 2, seed));
        await load.GoOnAsync(100, Recovery);
        await load.QuiesceAsync(beside);
        await StoreInvariants.HoldAsync(load, beside);
    }

    /// <summary>F16: new work is refused whole; what runs keeps its lease, can be cancelled, and ends.</summary>
    [Fact]
    public async Task Is_full()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode node = await StoreNode.StartAsync(server, "node", Options, seed);
        await node.Store.SubmitAsync([StoreNode.Submission(), StoreNode.Submission()], CancellationToken.None);
        Lease[] running = [.. (await node.Store.ClaimAsync(node.Request(2), CancellationToken.None)).Select(one => one.Lease)];

        await server.CommandAsync("CONFIG", "SET", "maxmemory", "1");
        ExecutionSubmission refused = StoreNode.Submission();
        StoreUnavailableException full = await Assert.ThrowsAsync<StoreUnavailableException>(() => node.Store.SubmitAsync([refused], CancellationToken.None));

        Assert.Contains("maxmemory", full.Message);
        Assert.Null(await node.Store.FindAsync(refused.Id, CancellationToken.None));
        Assert.All(await node.Store.RenewAsync(running, CancellationToken.None), status => Assert.False(status.Lost));
        Assert.Equal(CancelOutcome.Cancelling, await node.Store.CancelAsync(running[1].ExecutionId, refused.RequestedBy, CancellationToken.None));
        await node.Store.FinishAsync(new FinishReport(running[0], ExecutionOutcome.Success(null)), CancellationToken.None);
        await node.Store.FinishAsync(new FinishReport(running[1], ExecutionOutcome.Revoked), CancellationToken.None);

        await server.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        Assert.Equal(SubmitStatus.Accepted, Assert.Single(await node.Store.SubmitAsync([refused], CancellationToken.None)).Status);
        Assert.Equal(refused.Id, Assert.Single(await node.Store.ClaimAsync(node.Request(5), CancellationToken.None)).Lease.ExecutionId);
        await node.Store.FinishAsync(new FinishReport(new Lease(refused.Id, 1), ExecutionOutcome.Success(null)), CancellationToken.None);
        await StoreInvariants.NothingIsLeftAsync(node);
    }
}
