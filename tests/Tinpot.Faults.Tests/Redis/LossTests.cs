using Tinpot.Executions;
using Tinpot.Stores.Redis;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Hosts that die, and hosts that only seem to.</summary>
public sealed class LossTests : StoreTest
{
    /// <summary>F1, F30: many reapers see the same, and each loss is dealt with once.</summary>
    [Fact]
    public async Task Everything_of_a_dead_host_is_lost_once_within_a_lease_and_two_passes()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        StoreNode dead = await StoreNode.StartAsync(server, "dead", Options, seed);
        StoreNode[] reapers = await NodesAsync(server, 8, seed);
        ExecutionSubmission[] all = [.. Enumerable.Range(0, Scale.Times(200)).Select(number => StoreNode.Submission(retries: number % 2))];
        foreach (ExecutionSubmission[] some in all.Chunk(100))
            await beside.Store.SubmitAsync(some, CancellationToken.None);
        int taken = 0;
        while (await dead.Store.ClaimAsync(dead.Request(100), CancellationToken.None) is { Count: > 0 } claimed)
            taken += claimed.Count;
        Assert.Equal(all.Length, taken);
        await dead.DisposeAsync();

        using var over = new CancellationTokenSource();
        Task<int>[] reaping = [.. reapers.Select(async node =>
        {
            int lost = 0;
            while (!over.IsCancellationRequested)
            {
                lost += (await node.Store.ReapAsync(CancellationToken.None)).Count;
                await Task.Delay(Options.Lease / 20, CancellationToken.None);
            }

            return lost;
        })];
        await Eventually.TrueAsync(() => beside.Database.SortedSetLength(beside.Store.Shards[0].Key("running")) == 0, "nothing runs any more");
        await over.CancelAsync();

        Assert.Equal(all.Length, (await Task.WhenAll(reaping)).Sum());
        for (int number = 0; number < all.Length; number++)
        {
            Assert.Equal(
                number % 2 == 0
                    ? ["0-1 state PENDING", "1-1 state STARTED", "2-1 log", "2-2 complete FAILURE"]
                    : ["0-1 state PENDING", "1-1 state STARTED", "2-1 log", "2-2 state PENDING"],
                await StoreInvariants.StoryAsync(beside.Store, all[number].Id));
        }

        foreach (StoreNode node in reapers)
            await node.DisposeAsync();
    }

    /// <summary>F3: what it writes when it comes back is refused, and what the new owner wrote stands.</summary>
    [Fact]
    public async Task Host_that_comes_back_after_its_lease_writes_nothing_more()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode stalled = await StoreNode.StartAsync(server, "stalled", Options, seed);
        await using StoreNode other = await StoreNode.StartAsync(server, "other", Options, seed + 1);
        ExecutionSubmission submission = StoreNode.Submission(retries: 1);
        await stalled.Store.SubmitAsync([submission], CancellationToken.None);
        Lease stale = Assert.Single(await stalled.Store.ClaimAsync(stalled.Request(1), CancellationToken.None)).Lease;
        await stalled.Store.AppendAsync(stale, StoreNode.Line(stale, 2, 1, "before"), CancellationToken.None);

        IReadOnlyList<ClaimedExecution> claimed = [];
        while (claimed.Count == 0)
        {
            await other.Store.ReapAsync(CancellationToken.None);
            claimed = await other.Store.ClaimAsync(other.Request(1), CancellationToken.None);
            await Task.Delay(Options.Lease / 20);
        }

        Lease lease = Assert.Single(claimed).Lease;
        Assert.True(Assert.Single(await stalled.Store.RenewAsync([stale], CancellationToken.None)).Lost);
        await Assert.ThrowsAsync<OwnershipLostException>(() => stalled.Store.AppendAsync(stale, StoreNode.Line(stale, 3, 2, "stale"), CancellationToken.None));
        await other.Store.FinishAsync(new FinishReport(lease, ExecutionOutcome.Success("2"u8.ToArray())), CancellationToken.None);
        await Assert.ThrowsAsync<OwnershipLostException>(() => stalled.Store.FinishAsync(new FinishReport(stale, ExecutionOutcome.Success("1"u8.ToArray())), CancellationToken.None));

        Assert.Equal(
            ["0-1 state PENDING", "1-1 state STARTED", "1-2 log", "2-1 log", "2-2 state PENDING", "3-1 state STARTED", "3-2 complete SUCCESS"],
            await StoreInvariants.StoryAsync(other.Store, submission.Id));
        await StoreInvariants.NothingIsLeftAsync(other);
    }

    /// <summary>F8: an outage longer than every lease is nobody's fault. Who is back in time keeps what it had.</summary>
    [Fact]
    public async Task Nobody_is_declared_dead_for_an_outage_of_the_server()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync(RedisServer.KeptWhenKilled);
        await using StoreNode owner = await StoreNode.StartAsync(server, "owner", Options, seed);
        await using StoreNode reaper = await StoreNode.StartAsync(server, "reaper", Options, seed + 1);
        await owner.Store.SubmitAsync([StoreNode.Submission()], CancellationToken.None);
        Lease lease = Assert.Single(await owner.Store.ClaimAsync(owner.Request(1), CancellationToken.None)).Lease;
        using var over = new CancellationTokenSource();
        Task reaping = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await StoreNode.UntilDoneAsync(() => reaper.Store.ReapAsync(CancellationToken.None));
                await Task.Delay(Options.Lease / 20, CancellationToken.None);
            }
        });
        await BeatAsync(owner, lease);

        await server.KillAsync();
        await Task.Delay(1.5 * Options.Lease);
        await server.RunAsync();
        // Everybody else is there before it
        await StoreNode.UntilDoneAsync(() => reaper.Store.ReapAsync(CancellationToken.None));
        await Task.Delay(Options.Lease / 3);

        await StoreNode.UntilDoneAsync(() => BeatAsync(owner, lease));
        await owner.Store.FinishAsync(new FinishReport(lease, ExecutionOutcome.Success(null)), CancellationToken.None);
        await over.CancelAsync();
        await reaping;
    }

    private static async Task BeatAsync(StoreNode node, Lease lease)
    {
        Assert.False(Assert.Single(await node.Store.RenewAsync([lease], CancellationToken.None)).Lost);
        await node.Database.StringSetAsync(Heartbeat.Key("tp", node.Name), "1", Options.Lease);
    }
}
