using System.Collections.Concurrent;
using System.Diagnostics;
using Tinpot.Executions;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F23: a cancel at any moment, against claims, ends, further attempts, work given back, and losses.</summary>
public sealed class CancelRaceTests : StoreTest
{
    private const int Executions = 300;

    private readonly ConcurrentQueue<(Guid Id, long Fence, long Asked)> _claims = [];

    [Fact]
    public async Task Each_ends_once_and_nothing_is_begun_after_it()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        StoreNode[] nodes = await NodesAsync(server, 3, seed);
        using var over = new CancellationTokenSource();
        Task[] workers = [.. nodes.Select((node, number) => WorkAsync(node, new Random(seed + number), over.Token))];
        Task reaping = ReapAsync(beside, over.Token);

        (ExecutionSubmission Submission, int Wait)[] all = [.. Enumerable.Range(0, Scale.Times(Executions)).Select(_ =>
            (StoreNode.Submission(retries: random.Next(2)) with
            {
                RunAt = random.Next(3) == 0 ? DateTimeOffset.UtcNow.AddMilliseconds(random.Next(500)) : null,
            }, random.Next(40)))];
        var cancels = new ConcurrentDictionary<Guid, (CancelOutcome Outcome, long Done)>();
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) =>
        {
            await beside.Store.SubmitAsync([one.Submission], CancellationToken.None);
            await Task.Delay(one.Wait, CancellationToken.None);
            CancelOutcome outcome = await beside.Store.CancelAsync(one.Submission.Id, one.Submission.RequestedBy, CancellationToken.None);
            cancels[one.Submission.Id] = (outcome, Stopwatch.GetTimestamp());
        });

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        foreach ((Guid id, (CancelOutcome outcome, long done)) in cancels)
        {
            ExecutionRecord record;
            while (!ExecutionTransitions.IsTerminal((record = (await beside.Store.FindAsync(id, CancellationToken.None))!).State))
                await Task.Delay(50, deadline.Token);

            List<string> story = await StoreInvariants.StoryAsync(beside.Store, id);
            Assert.EndsWith($"complete {record.State}", story[^1]);
            Assert.Single(story, line => line.Contains("complete", StringComparison.Ordinal));
            Assert.DoesNotContain(_claims, claim => claim.Id == id && claim.Asked > done);
            Assert.Equal(_claims.Count(claim => claim.Id == id), story.Count(line => line.EndsWith("STARTED", StringComparison.Ordinal)));
            if (outcome == CancelOutcome.Cancelled)
                Assert.Equal(ExecutionState.REVOKED, record.State);
        }

        await over.CancelAsync();
        await Task.WhenAll([.. workers, reaping]);
        await StoreInvariants.NothingIsLeftAsync(beside);
        foreach (StoreNode node in nodes)
            await node.DisposeAsync();
    }

    private async Task WorkAsync(StoreNode node, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            long asked = Stopwatch.GetTimestamp();
            IReadOnlyList<ClaimedExecution> claimed = await node.Store.ClaimAsync(node.Request(4), CancellationToken.None);
            foreach (ClaimedExecution one in claimed)
            {
                _claims.Enqueue((one.Lease.ExecutionId, one.Lease.Fence, asked));
                await Task.Delay(random.Next(10), CancellationToken.None);
                await EndSomehowAsync(node, one, random.Next(5));
            }

            if (claimed.Count == 0)
                await Task.Delay(5, CancellationToken.None);
        }
    }

    private static async Task EndSomehowAsync(StoreNode node, ClaimedExecution one, int how)
    {
        try
        {
            switch (how)
            {
                case 0 when one.Attempt <= one.Retries:
                    await node.Store.FinishAsync(new FinishReport(one.Lease, new ExecutionOutcome(ExecutionState.RETRY, null, null)), CancellationToken.None);
                    break;
                case 1:
                    await node.Store.ReleaseAsync(one.Lease, begun: true, CancellationToken.None);
                    break;
                case 2:
                    // Its owner is gone
                    break;
                case 3 when (await node.Store.RenewAsync([one.Lease], CancellationToken.None))[0].CancelRequested:
                    await node.Store.FinishAsync(new FinishReport(one.Lease, ExecutionOutcome.Revoked), CancellationToken.None);
                    break;
                default:
                    await node.Store.FinishAsync(new FinishReport(one.Lease, ExecutionOutcome.Success(null)), CancellationToken.None);
                    break;
            }
        }
        catch (OwnershipLostException)
        {
            // It was slow, and reaped.
        }
    }

    private static async Task ReapAsync(StoreNode node, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await node.Store.ReapAsync(CancellationToken.None);
            await Task.Delay(Options.Lease / 6, CancellationToken.None);
        }
    }
}
