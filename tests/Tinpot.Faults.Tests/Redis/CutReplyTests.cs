using System.Diagnostics;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>The server did it, and its answer arrives in part or not at all: what is repeated is done once (F2).</summary>
public sealed class CutReplyTests : StoreTest
{
    private const int Cuts = 12;

    [Fact]
    public async Task Claim_hands_out_everything_once()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using StoreNode node = await StoreNode.StartAsync(server, "claimer", Options, seed);

        for (int cut = 0; cut < Scale.Times(Cuts); cut++)
        {
            ExecutionSubmission[] some = [StoreNode.Submission(), StoreNode.Submission(), StoreNode.Submission()];
            await beside.Store.SubmitAsync(some, CancellationToken.None);
            CutOnce(node, words => words.Contains("claimer"), cut == 0 ? 0 : random.Next(700));

            List<ClaimedExecution> claimed = [];
            await ClaimRestAsync(node, some, claimed);
            foreach (ClaimedExecution one in claimed)
                await node.Store.FinishAsync(new FinishReport(one.Lease, ExecutionOutcome.Success(null)), CancellationToken.None);
        }

        await StoreInvariants.NothingIsLeftAsync(beside);
    }

    /// <summary>By the report again, by a claim for another slot, or by the claim of nothing that a host makes when it stops.</summary>
    [Fact]
    public async Task What_is_claimed_with_an_end_is_handed_out_once()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using StoreNode node = await StoreNode.StartAsync(server, "exchanger", Options, seed);

        for (int cut = 0; cut < Scale.Times(Cuts); cut++)
        {
            ClaimedExecution one = await BegunAsync(node);
            ExecutionSubmission[] some = [StoreNode.Submission(), StoreNode.Submission(), StoreNode.Submission()];
            await beside.Store.SubmitAsync(some, CancellationToken.None);
            var report = new FinishReport(one.Lease, ExecutionOutcome.Success("1"u8.ToArray()))
            {
                Events = StoreNode.Line(one.Lease, 2, 1, "the last"),
                Next = node.Request(2),
            };
            CutOnce(node, words => words.Contains("SUCCESS"), cut < 3 ? 0 : random.Next(900));

            long begun = Stopwatch.GetTimestamp();
            List<ClaimedExecution> taken = [];
            try
            {
                taken.AddRange(await node.Store.FinishAsync(report, CancellationToken.None));
            }
            catch (StoreUnavailableException)
            {
                // Its answer is lost
            }

            long tried = Stopwatch.GetTimestamp();
            if (cut % 3 == 0)
                taken.AddRange(await StoreNode.UntilDoneAsync(() => node.Store.FinishAsync(report, CancellationToken.None)));
            else if (cut % 3 == 1)
                taken.AddRange(await StoreNode.UntilDoneAsync(() => node.Store.ClaimAsync(node.Request(1), CancellationToken.None)));
            else
                taken.AddRange(await StoreNode.UntilDoneAsync(() => node.Store.ClaimAsync(node.Request(0), CancellationToken.None)));
            // Its lease may count from the first try
            Assert.Equal(some[0].Id, taken[0].Lease.ExecutionId);
            Assert.InRange(taken[0].Asked, begun, tried);

            taken.AddRange(await StoreNode.UntilDoneAsync(() => node.Store.FinishAsync(report, CancellationToken.None)));
            await ClaimRestAsync(node, some, taken);
            Assert.Empty(await node.Store.ClaimAsync(node.Request(0), CancellationToken.None));
            Assert.Equal(
                ["0-1 state PENDING", "1-1 state STARTED", "1-2 log", "1-3 complete SUCCESS"],
                await StoreInvariants.StoryAsync(beside.Store, one.Lease.ExecutionId));
            foreach (ClaimedExecution execution in taken)
                await node.Store.FinishAsync(new FinishReport(execution.Lease, ExecutionOutcome.Success(null)), CancellationToken.None);
        }

        await StoreInvariants.NothingIsLeftAsync(beside);
    }

    [Fact]
    public async Task End_is_stored_once()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using StoreNode node = await StoreNode.StartAsync(server, "finisher", Options, seed);

        for (int cut = 0; cut < Scale.Times(Cuts); cut++)
        {
            ClaimedExecution one = await BegunAsync(node);
            CutOnce(node, words => words.Contains("SUCCESS"), random.Next(20));

            await StoreNode.UntilDoneAsync(() => node.Store.FinishAsync(new FinishReport(one.Lease, ExecutionOutcome.Success("1"u8.ToArray())), CancellationToken.None));

            Assert.Equal(
                ["0-1 state PENDING", "1-1 state STARTED", "1-2 complete SUCCESS"],
                await StoreInvariants.StoryAsync(beside.Store, one.Lease.ExecutionId));
        }

        await StoreInvariants.NothingIsLeftAsync(beside);
    }

    [Fact]
    public async Task Batch_of_events_is_stored_once()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using StoreNode node = await StoreNode.StartAsync(server, "writer", Options, seed);
        ClaimedExecution one = await BegunAsync(node);

        for (int line = 1; line <= Scale.Times(Cuts); line++)
        {
            CutOnce(node, words => words.Any(word => word.Contains("cut here", StringComparison.Ordinal)), random.Next(12));
            EventBatch batch = StoreNode.Line(one.Lease, line + 1, line, "cut here");
            await StoreNode.UntilDoneAsync(() => node.Store.AppendAsync(one.Lease, batch, CancellationToken.None));
        }

        List<string> story = await StoreInvariants.StoryAsync(beside.Store, one.Lease.ExecutionId);
        Assert.Equal(Enumerable.Range(2, Scale.Times(Cuts)).Select(number => $"1-{number} log"), story.Skip(2));
    }

    [Fact]
    public async Task Submission_is_stored_once()
    {
        Random random = Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using StoreNode node = await StoreNode.StartAsync(server, "submitter", Options, seed);

        for (int cut = 0; cut < Scale.Times(Cuts); cut++)
        {
            ExecutionSubmission submission = StoreNode.Submission();
            CutOnce(node, words => words.Contains("clean_cache"), random.Next(60));

            IReadOnlyList<SubmitOutcome> outcomes = await StoreNode.UntilDoneAsync(() => node.Store.SubmitAsync([submission], CancellationToken.None));

            Assert.Equal([new SubmitOutcome(SubmitStatus.Accepted, submission.Id)], outcomes);
            Assert.Equal([submission.Id], (await beside.Store.ClaimAsync(beside.Request(10), CancellationToken.None)).Select(one => one.Lease.ExecutionId));
        }
    }

    /// <summary>It was given up and repeated, and comes when the repetition was answered: whatever it took, nobody would hear of it.</summary>
    [Fact]
    public async Task Claim_that_comes_late_takes_nothing()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using StoreNode node = await StoreNode.StartAsync(server, "claimer", Options, seed);
        await node.Store.ClaimAsync(node.Request(1), CancellationToken.None);
        int late = node.Network!.Connections;

        node.Network.HoldExisting();
        Assert.Empty(await StoreNode.UntilDoneAsync(() => node.Store.ClaimAsync(node.Request(1), CancellationToken.None)));
        await beside.Store.SubmitAsync([StoreNode.Submission(), StoreNode.Submission()], CancellationToken.None);
        node.Network.ReleaseHeld();
        await Eventually.TrueAsync(() => node.Network.Connections <= late, "what was held has arrived");

        Assert.Equal(2, (await node.Store.ClaimAsync(node.Request(5), CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Claim_with_an_end_that_comes_late_takes_nothing()
    {
        Seeded(out int seed);
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using StoreNode beside = await StoreNode.BesideAsync(server.Url, "beside", Options);
        await using StoreNode node = await StoreNode.StartAsync(server, "exchanger", Options, seed);
        ClaimedExecution one = await BegunAsync(node);
        var report = new FinishReport(one.Lease, ExecutionOutcome.Success(null)) { Next = node.Request(1) };
        int late = node.Network!.Connections;

        node.Network.HoldExisting();
        Assert.Empty(await StoreNode.UntilDoneAsync(() => node.Store.FinishAsync(report, CancellationToken.None)));
        await beside.Store.SubmitAsync([StoreNode.Submission(), StoreNode.Submission()], CancellationToken.None);
        node.Network.ReleaseHeld();
        await Eventually.TrueAsync(() => node.Network.Connections <= late, "what was held has arrived");

        Assert.Equal(2, (await node.Store.ClaimAsync(node.Request(5), CancellationToken.None)).Count);
    }

    private static async Task<ClaimedExecution> BegunAsync(StoreNode node)
    {
        await node.Store.SubmitAsync([StoreNode.Submission()], CancellationToken.None);
        return Assert.Single(await node.Store.ClaimAsync(node.Request(1), CancellationToken.None));
    }

    /// <summary>Claims until all are handed out: each of them is once.</summary>
    private static async Task ClaimRestAsync(StoreNode node, ExecutionSubmission[] all, List<ClaimedExecution> claimed)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (claimed.Count < all.Length && !deadline.IsCancellationRequested)
            claimed.AddRange(await StoreNode.UntilDoneAsync(() => node.Store.ClaimAsync(node.Request(2), CancellationToken.None)));
        Assert.Equal(all.Select(one => one.Id).Order(), claimed.Select(one => one.Lease.ExecutionId).Order());
        Assert.All(claimed, one => Assert.Equal((1, 1), (one.Lease.Fence, one.Attempt)));
    }

    /// <summary>Of the next answer to a script with such words only so many bytes arrive.</summary>
    private static void CutOnce(StoreNode node, Func<IReadOnlyList<string>, bool> which, int bytes)
    {
        int cuts = 0;
        node.Network!.Rule = words =>
            words[0].StartsWith("EVAL", StringComparison.OrdinalIgnoreCase) && which(words) && Interlocked.Exchange(ref cuts, 1) == 0
                ? new ProxyRule(CutAfter: bytes)
                : ProxyRule.Pass;
    }
}
