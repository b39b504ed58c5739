using System.Collections.Concurrent;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Claim_hands_over_everything_the_worker_needs()
    {
        byte[] secrets = [0, 1, 2, 255];
        var trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");
        ExecutionSubmission submission = Given.Submission(queue: "slow") with { Secrets = secrets, Trace = trace };

        ClaimedExecution claimed = await Store.StartAsync(submission);

        Assert.Equal(new Lease(submission.Id, 1), claimed.Lease);
        Assert.Equal((submission.Action, submission.ContractHash, 1), (claimed.Action, claimed.ContractHash, claimed.Attempt));
        Assert.Equal(submission.Arguments.ToArray(), claimed.Arguments.ToArray());
        Assert.Equal(secrets, claimed.Secrets?.ToArray());
        Assert.Equal(Given.Alice.Id, claimed.RequestedBy.Id);
        Assert.Equal(("slow", trace, TimeSpan.Zero), (claimed.Queue, claimed.Trace, claimed.Waited));
        Assert.Equal(0, claimed.LinesBefore);
        ExecutionRecord record = await Store.FindAsync(submission.Id);
        Assert.Equal((ExecutionState.STARTED, "worker-1", 1, 1L), (record.State, record.Worker, record.Attempt, record.Fence));
        Assert.Equal(Store.Time.GetUtcNow(), record.StartedAt);
        (EventId id, var started) = (await Store.EventsAsync(submission.Id))[^1];
        Assert.Equal(new EventId(1, 1), id);
        Assert.Equal("worker-1", started.GetProperty("data").GetProperty("worker").GetString());
        Assert.Equal(1, started.GetProperty("data").GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task Claim_tells_how_long_work_could_have_begun_and_the_trace_of_whoever_asked_each_time()
    {
        var trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", null);
        await Store.SubmitAsync(Given.Submission() with { RunAt = Store.Time.GetUtcNow().AddSeconds(60), Retries = 3, Trace = trace });
        Store.Time.Advance(TimeSpan.FromSeconds(60));
        await Store.Work.ReapAsync(Deadline);
        Store.Time.Advance(TimeSpan.FromSeconds(2));
        ClaimedExecution first = await Store.ClaimOneAsync();
        Store.Time.Advance(TimeSpan.FromSeconds(30));
        await Store.Work.ReleaseAsync(first.Lease, begun: true, Deadline);
        Store.Time.Advance(TimeSpan.FromSeconds(3));
        ClaimedExecution second = await Store.ClaimOneAsync();

        Assert.Equal((TimeSpan.FromSeconds(2), trace), (first.Waited, first.Trace));
        Assert.Equal((TimeSpan.FromSeconds(3), trace), (second.Waited, second.Trace));
        await Store.FinishAsync(second.Lease, Given.Outcome(ExecutionState.SUCCESS));
        await Store.SubmitAsync(Given.Submission());
        Assert.Null((await Store.ClaimOneAsync()).Trace);
    }

    [Fact]
    public async Task Higher_priority_first_then_in_order()
    {
        List<Guid> ids = [];
        foreach (int priority in (int[])[1, 0, 2, 1, 2, 0])
            ids.Add(await Store.SubmitAsync(Given.Submission(group: $"g{ids.Count}") with { Priority = priority }));

        IEnumerable<Guid> first = (await Store.Work.ClaimAsync(Given.AnyWork with { MaxCount = 4 }, Deadline)).Select(one => one.Lease.ExecutionId);
        IEnumerable<Guid> rest = (await Store.Work.ClaimAsync(Given.AnyWork, Deadline)).Select(one => one.Lease.ExecutionId);

        Assert.Equal([ids[2], ids[4], ids[0], ids[3]], first);
        Assert.Equal([ids[1], ids[5]], rest);
    }

    [Fact]
    public async Task Claim_takes_only_what_the_worker_serves()
    {
        Guid devops = await Store.SubmitAsync(Given.Submission(queue: "devops", group: "DevOps"));
        Guid database = await Store.SubmitAsync(Given.Submission(queue: "devops", group: "Database"));
        Guid general = await Store.SubmitAsync(Given.Submission());
        async Task<IEnumerable<Guid>> Claim(string[]? queues, string[]? groups) =>
            (await Store.Work.ClaimAsync(new ClaimRequest("w", queues, groups, 10), Deadline)).Select(one => one.Lease.ExecutionId);

        Assert.Empty(await Claim(["none"], null));
        Assert.Empty(await Claim(["default"], ["DevOps"]));
        Assert.Equal([database], await Claim(["devops", "default"], ["Database"]));
        Assert.Equal([general], await Claim(["default"], null));
        Assert.Equal([devops], await Claim(null, ["DevOps"]));
    }

    [Fact]
    public async Task Concurrent_claims_never_hand_out_twice()
    {
        for (int round = 0; round < 4; round++)
        {
            Guid[] ids = [.. (await Store.Client.SubmitAsync(
                [.. Enumerable.Range(0, StoreHarness.QueueLimit).Select(_ => Given.Submission())], Deadline)).Select(one => one.Id)];
            var claimed = new ConcurrentBag<Guid>();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
            {
                while (await Store.Work.ClaimAsync(new ClaimRequest($"w{worker}", null, null, 3), Deadline) is { Count: > 0 } some)
                {
                    foreach (ClaimedExecution one in some)
                        claimed.Add(one.Lease.ExecutionId);
                }
            })));
            Assert.Equal(ids.Order(), claimed.Order());
        }
    }

    [Fact]
    public async Task Wait_for_work_ends_when_there_is_work_it_serves()
    {
        ClaimRequest devops = Given.Nothing with { Queues = ["devops"] };
        Task wait = Store.Work.WaitForWorkAsync(devops, Deadline);
        await Store.SubmitAsync(Given.Submission());
        await Store.Work.WaitForWorkAsync(Given.Nothing, Deadline);
        Assert.False(wait.IsCompleted);

        await Store.SubmitAsync(Given.Submission(queue: "devops"));
        await wait;
        await Store.Work.WaitForWorkAsync(devops, Deadline);
    }

    [Fact]
    public async Task Scheduled_work_is_due_on_time_and_in_the_order_of_its_times()
    {
        DateTimeOffset now = Store.Time.GetUtcNow();
        Guid second = await Store.SubmitAsync(Given.Submission() with { RunAt = now + TimeSpan.FromMinutes(3) });
        Guid first = await Store.SubmitAsync(Given.Submission() with { RunAt = now + TimeSpan.FromMinutes(2) });
        Guid past = await Store.SubmitAsync(Given.Submission() with { RunAt = now - TimeSpan.FromMinutes(1) });
        Assert.Equal(past, (await Store.ClaimOneAsync()).Lease.ExecutionId);

        Task wait = Store.Work.WaitForWorkAsync(Given.Nothing, Deadline);
        Store.Time.Advance(TimeSpan.FromSeconds(119));
        Assert.Empty(await Store.Work.ClaimAsync(Given.AnyWork, Deadline));
        Store.Time.Advance(TimeSpan.FromMinutes(5));
        await wait;

        Assert.Equal([first, second], (await Store.Work.ClaimAsync(Given.AnyWork, Deadline)).Select(one => one.Lease.ExecutionId));
        Assert.Equal(["0-1 SCHEDULED", "1-1 PENDING", "2-1 STARTED"], await Store.StoryAsync(first));
    }
}
