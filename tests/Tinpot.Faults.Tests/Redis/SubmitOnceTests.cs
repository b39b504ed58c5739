using System.Text;
using Tinpot.Executions;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F26: one key, one execution, whoever asks however often through whichever host.</summary>
public sealed class SubmitOnceTests : StoreTest
{
    [Fact]
    public async Task Hundred_at_once_are_one()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        StoreNode[] nodes = await NodesAsync(server, 2, seed);

        for (int round = 0; round < Scale.Times(5); round++)
        {
            SubmitOutcome[] outcomes = [.. (await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
                nodes[number % 2].Store.SubmitAsync([Keyed($"round {round}", "body")], CancellationToken.None)))).SelectMany(one => one)];

            Guid id = Assert.Single(outcomes, outcome => outcome.Status == SubmitStatus.Accepted).Id;
            Assert.All(outcomes, outcome => Assert.Equal(id, outcome.Id));
            Assert.Equal(99, outcomes.Count(outcome => outcome.Status == SubmitStatus.Replayed));
            SubmitOutcome other = Assert.Single(await nodes[0].Store.SubmitAsync([Keyed($"round {round}", "another body")], CancellationToken.None));
            Assert.Equal(SubmitStatus.KeyConflict, other.Status);
            Assert.Equal(id, Assert.Single(await nodes[1].Store.ClaimAsync(nodes[1].Request(10), CancellationToken.None)).Lease.ExecutionId);
        }

        foreach (StoreNode node in nodes)
            await node.DisposeAsync();
    }

    /// <summary>The host that was asked first is gone with the answer.</summary>
    [Fact]
    public async Task Who_asks_another_host_gets_the_same()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        StoreNode[] nodes = await NodesAsync(server, 2, seed);
        nodes[0].Network!.Replies.Hold();
        ExecutionSubmission first = Keyed("key", "body");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => nodes[0].Store.SubmitAsync([first], CancellationToken.None));

        SubmitOutcome outcome = Assert.Single(await nodes[1].Store.SubmitAsync([Keyed("key", "body")], CancellationToken.None));

        Assert.Equal(new SubmitOutcome(SubmitStatus.Replayed, first.Id), outcome);
        foreach (StoreNode node in nodes)
            await node.DisposeAsync();
    }

    private static ExecutionSubmission Keyed(string key, string body) =>
        StoreNode.Submission() with { Idempotency = new IdempotencyClaim(key, Encoding.UTF8.GetBytes(body)) };
}
