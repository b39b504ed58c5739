using System.Collections.Concurrent;
using Tinpot.Executions;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F27: much is due at one instant, every host makes it PENDING and takes it, and two of them die of it.</summary>
public sealed class DueRaceTests : StoreTest
{
    private const int Hosts = 8;
    private const int Due = 2_000;

    [Fact]
    public async Task Each_is_begun_once_and_none_early()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        StoreNode[] nodes = await NodesAsync(server, Hosts, seed);
        DateTimeOffset due = DateTimeOffset.UtcNow.AddSeconds(3);
        ExecutionSubmission[] all = [.. Enumerable.Range(0, Scale.Times(Due)).Select(_ => StoreNode.Submission() with { RunAt = due })];
        foreach (ExecutionSubmission[] some in all.Chunk(200))
            await beside.Store.SubmitAsync(some, CancellationToken.None);

        var claims = new ConcurrentQueue<(Guid Id, DateTimeOffset Heard)>();
        using var over = new CancellationTokenSource();
        Task[] hosts = [.. nodes.Select(async node =>
        {
            while (!over.IsCancellationRequested)
            {
                await node.Store.ReapAsync(CancellationToken.None);
                foreach (ClaimedExecution one in await node.Store.ClaimAsync(node.Request(20), CancellationToken.None))
                {
                    claims.Enqueue((one.Lease.ExecutionId, DateTimeOffset.UtcNow));
                    await node.Store.FinishAsync(new FinishReport(one.Lease, ExecutionOutcome.Success(null)), CancellationToken.None);
                }
            }
        })];
        // These two lose the answers to whatever they are asking just now
        await Eventually.TrueAsync(() => claims.Count > all.Length / 10, "a tenth is begun");
        foreach (StoreNode dying in nodes.OrderBy(_ => random.Next()).Take(2))
            dying.Network!.BlackHole();

        await Eventually.TrueAsync(() => claims.Count >= all.Length - 2 * 20, "all are begun but what the dead took along");
        await over.CancelAsync();
        await Task.WhenAll(hosts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Equal(claims.Count, claims.DistinctBy(claim => claim.Id).Count());
        Assert.All(claims, claim => Assert.True(claim.Heard >= due, $"{claim.Heard:O} is before {due:O}."));
        foreach (ExecutionSubmission one in all)
        {
            List<string> story = await StoreInvariants.StoryAsync(beside.Store, one.Id);
            Assert.Equal(["0-1 state SCHEDULED", "1-1 state PENDING", "2-1 state STARTED"], story.Take(3));
        }

        foreach (StoreNode node in nodes)
            await node.DisposeAsync();
    }
}
