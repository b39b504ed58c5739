using System.Collections.Concurrent;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Executions.Limits;

namespace Tinpot.Host.Tests.Stores;

/// <summary>An end takes the next execution for its slot in the same step.</summary>
public abstract partial class StoreContract
{
    private static FinishReport Success(Lease lease, ClaimRequest? next = null) =>
        new(lease, Given.Outcome(ExecutionState.SUCCESS)) { Next = next };

    private static ClaimRequest Slots(int count) => Given.AnyWork with { MaxCount = count };

    private async Task<IEnumerable<Guid>> TakeAsync(FinishReport report) =>
        (await Store.Work.FinishAsync(report, Deadline)).Select(one => one.Lease.ExecutionId);

    private async Task<int> CountAsync(ExecutionState state) =>
        (await Store.Client.ListAsync(new ExecutionQuery { States = [state], Limit = 200 }, Deadline)).Items.Count;

    [Fact]
    public async Task An_end_takes_the_next_by_priority_as_a_claim_does()
    {
        Lease ends = (await Store.StartAsync()).Lease;
        Guid second = await Store.SubmitAsync(Given.Submission());
        ExecutionSubmission first = Given.Submission(queue: "slow") with { Priority = 2, Retries = 3, Secrets = new byte[] { 1, 2 } };
        await Store.SubmitAsync(first);
        Store.Time.Advance(TimeSpan.FromSeconds(2));

        ClaimedExecution taken = Assert.Single(await Store.Work.FinishAsync(Success(ends, Slots(1)), Deadline));

        Assert.Equal(new Lease(first.Id, 1), taken.Lease);
        Assert.Equal((first.Action, "slow", 1, 3, TimeSpan.FromSeconds(2)), (taken.Action, taken.Queue, taken.Attempt, taken.Retries, taken.Waited));
        Assert.Equal(first.Arguments.ToArray(), taken.Arguments.ToArray());
        Assert.Equal(first.Secrets?.ToArray(), taken.Secrets?.ToArray());
        Assert.Equal(ExecutionState.SUCCESS, (await Store.FindAsync(ends.ExecutionId)).State);
        Assert.Equal((ExecutionState.STARTED, "worker-1"), await Store.FindAsync(first.Id) is var record ? (record.State, record.Worker) : default);
        Assert.Equal(["0-1 PENDING", "1-1 STARTED"], await Store.StoryAsync(first.Id));
        Assert.Equal([false], (await Store.Work.RenewAsync([taken.Lease], Deadline)).Select(status => status.Lost));
        Assert.Equal([second], await TakeAsync(Success(taken.Lease, Slots(1))));
    }

    [Fact]
    public async Task An_end_takes_nothing_where_nothing_waits_and_later_work_waits_for_a_claim()
    {
        Lease ends = (await Store.StartAsync()).Lease;
        Assert.Empty(await TakeAsync(Success(ends, Slots(1))));
        Guid later = await Store.SubmitAsync(Given.Submission());
        Assert.Equal(ExecutionState.PENDING, (await Store.FindAsync(later)).State);
        Assert.Equal(later, (await Store.ClaimOneAsync()).Lease.ExecutionId);
    }

    [Fact]
    public async Task An_end_takes_no_more_than_it_asks_for()
    {
        List<Guid> ids = [];
        for (int i = 0; i < 6; i++)
            ids.Add(await Store.SubmitAsync(Given.Submission()));
        ClaimedExecution[] claimed = [.. await Store.Work.ClaimAsync(Slots(3), Deadline)];

        Assert.Empty(await TakeAsync(Success(claimed[0].Lease)));
        Assert.Empty(await TakeAsync(Success(claimed[1].Lease, Slots(0))));
        Assert.Equal(3, await CountAsync(ExecutionState.PENDING));
        Assert.Equal([ids[3], ids[4]], await TakeAsync(Success(claimed[2].Lease, Slots(2))));
        Assert.Equal([ids[5]], (await Store.Work.ClaimAsync(Given.AnyWork, Deadline)).Select(one => one.Lease.ExecutionId));
    }

    [Fact]
    public async Task An_end_takes_only_what_the_worker_serves()
    {
        Guid devops = await Store.SubmitAsync(Given.Submission(queue: "devops", group: "DevOps"));
        Guid database = await Store.SubmitAsync(Given.Submission(queue: "devops", group: "Database"));
        Guid gpu = await Store.SubmitAsync(Given.Submission(queue: Gpu.Queue, group: Gpu.Group));
        ClaimRequest none = Slots(5) with { Queues = ["none"] };
        async Task<IEnumerable<Guid>> TakeFor(ClaimRequest request)
        {
            Guid id = await Store.SubmitAsync(Given.Submission(queue: "mine"));
            ClaimedExecution ends = Assert.Single(await Store.Work.ClaimAsync(Slots(5) with { Queues = ["mine"] }, Deadline));
            Assert.Equal(id, ends.Lease.ExecutionId);
            return await TakeAsync(Success(ends.Lease, request));
        }

        Assert.Empty(await TakeFor(none));
        Assert.Empty(await TakeFor(none with { Queues = null, Groups = ["none"] }));
        Assert.Empty(await TakeFor(Slots(5) with { Lanes = [new Lane("devops", Gpu.Group)] }));
        Assert.Equal([database], await TakeFor(Slots(5) with { Queues = ["devops"], Groups = ["Database"] }));
        Assert.Equal([gpu], await TakeFor(Slots(5) with { Lanes = [Gpu] }));
        Assert.Equal([devops], await TakeFor(Slots(5)));
    }

    [Fact]
    public async Task Ends_that_ask_for_different_work_at_the_same_time_each_get_theirs()
    {
        ClaimedExecution[] ends = [await Store.StartAsync(), await Store.StartAsync(), await Store.StartAsync()];
        Guid a = await Store.SubmitAsync(Given.Submission(queue: "a"));
        Guid b = await Store.SubmitAsync(Given.Submission(queue: "b"));
        await Store.SubmitAsync(Given.Submission(queue: "a"));

        // The others come while the first is under way
        string[] queues = ["none", "a", "b"];
        IEnumerable<Guid>[] taken = await Task.WhenAll(ends.Select((one, i) => TakeAsync(Success(one.Lease, Slots(1) with { Queues = [queues[i]] }))));

        Assert.Empty(taken[0]);
        Assert.Equal([a], taken[1]);
        Assert.Equal([b], taken[2]);
    }

    [Fact]
    public async Task A_place_that_an_end_frees_is_free_for_what_it_takes()
    {
        ExecutionSubmission Limited(string key) => Given.Submission() with { Limits = LimitSet.Of([new ExecutionLimit("deploy", key, 1)]) };
        Lease live = (await Store.StartAsync(Limited("live"))).Lease;
        Lease test = (await Store.StartAsync(Limited("test"))).Lease;
        Guid next = await Store.SubmitAsync(Limited("live"));
        Guid last = await Store.SubmitAsync(Limited("live"));

        Assert.Empty(await TakeAsync(Success(test, Slots(5))));
        ClaimedExecution taken = Assert.Single(await Store.Work.FinishAsync(Success(live, Slots(5)), Deadline));
        Assert.Equal(next, taken.Lease.ExecutionId);
        Assert.Empty(await Store.Work.ClaimAsync(Given.AnyWork, Deadline));
        Assert.Equal([last], await TakeAsync(Success(taken.Lease, Slots(5))));
    }

    [Fact]
    public async Task The_last_events_stand_in_front_of_the_end()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        await Store.AppendAsync(lease, Given.Lines(lease, 2, 1, 2));
        await Store.Work.FinishAsync(Success(lease) with { Events = Given.Lines(lease, 4, 3, 2) }, Deadline);
        Assert.Equal(
            ["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 log", "1-4 log", "1-5 log", "1-6 complete SUCCESS"], await Store.StoryAsync(lease.ExecutionId));
        Assert.Equal(4, await Store.Client.CountLinesAsync(lease.ExecutionId, Deadline));
        IReadOnlyList<EventBatch> line = await Store.Client.ReadEventsAsync(lease.ExecutionId, new EventRange { FromLine = 4 }, Deadline);
        Assert.Contains(line.SelectMany(Given.Events), one => one.Id == new EventId(1, 5));
        IReadOnlyList<EventBatch> after = await Store.Client.ReadEventsAsync(lease.ExecutionId, new EventRange { After = new EventId(1, 5) }, Deadline);
        Assert.Equal(new EventId(1, 6), after[^1].Last);

        Lease calls = (await Store.StartAsync()).Lease;
        await Store.Work.FinishAsync(Success(calls) with { Events = Given.Calls(calls, 2, 3) }, Deadline);
        IReadOnlyList<EventBatch> found = await Store.Client.ReadEventsAsync(calls.ExecutionId, new EventRange { CallsOnly = true }, Deadline);
        Assert.Equal(3, found.SelectMany(Given.Events).Count(one => one.Event.GetProperty("type").GetString() == "call"));

        ClaimedExecution retry = await Store.StartAsync(Given.Submission() with { Retries = 1 });
        await Store.Work.FinishAsync(
            new FinishReport(retry.Lease, Given.Outcome(ExecutionState.RETRY) with { RetryAt = Store.Time.GetUtcNow() + Later }) { Events = Given.Lines(retry.Lease, 2, 1, 1) },
            Deadline);
        Store.Time.Advance(Later);
        await Store.Work.ReapAsync(Deadline);
        ClaimedExecution again = await Store.ClaimOneAsync();
        Assert.Equal(1, again.LinesBefore);
        Assert.True(again.BytesBefore > retry.BytesBefore);
        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 RETRY", "2-1 PENDING", "3-1 STARTED"], await Store.StoryAsync(again.Lease.ExecutionId));
    }

    [Fact]
    public async Task Events_that_an_append_stored_already_are_stored_once()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        EventBatch batch = Given.Lines(lease, 2, 1, 2);
        await Store.AppendAsync(lease, batch);
        await Store.Work.FinishAsync(Success(lease) with { Events = batch }, Deadline);
        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 log", "1-4 complete SUCCESS"], await Store.StoryAsync(lease.ExecutionId));
        Assert.Equal(2, await Store.Client.CountLinesAsync(lease.ExecutionId, Deadline));
    }

    [Fact]
    public async Task With_events_that_do_not_follow_nothing_of_the_end_is_stored_and_nothing_is_taken()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        Guid waiting = await Store.SubmitAsync(Given.Submission());
        await Store.AppendAsync(lease, Given.Lines(lease, 2, 1, 2));
        foreach (EventBatch wrong in (EventBatch[])[Given.Lines(lease, 5, 3, 1), Given.Lines(lease, 2, 1, 1), Given.Lines(lease, 3, 2, 1), Given.Lines(lease with { Fence = 2 }, 4, 3, 1)])
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                Store.Work.FinishAsync(Success(lease, Slots(1)) with { Events = wrong }, Deadline));
        }

        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 log"], await Store.StoryAsync(lease.ExecutionId));
        Assert.Equal(ExecutionState.PENDING, (await Store.FindAsync(waiting)).State);
        Assert.Equal([waiting], await TakeAsync(Success(lease, Slots(1)) with { Events = Given.Lines(lease, 4, 3, 1) }));
    }

    [Fact]
    public async Task The_same_report_again_takes_nothing_that_another_could_have()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        for (int i = 0; i < 3; i++)
            await Store.SubmitAsync(Given.Submission());
        FinishReport report = Success(lease, Slots(1)) with { Events = Given.Lines(lease, 2, 1, 1) };
        Guid taken = Assert.Single(await TakeAsync(report));
        Assert.All(await TakeAsync(report), one => Assert.Equal(taken, one));
        Assert.Equal(2, await CountAsync(ExecutionState.PENDING));

        await Store.FinishAsync(new Lease(taken, 1), Given.Outcome(ExecutionState.SUCCESS));
        Assert.Empty(await TakeAsync(report));
        Assert.Equal(2, await CountAsync(ExecutionState.PENDING));
        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 complete SUCCESS"], await Store.StoryAsync(lease.ExecutionId));
    }

    [Fact]
    public async Task A_further_attempt_frees_the_slot_as_an_end_does()
    {
        Lease lease = (await Store.StartAsync(Given.Submission() with { Retries = 2 })).Lease;
        Guid other = await Store.SubmitAsync(Given.Submission());
        var later = new FinishReport(lease, Given.Outcome(ExecutionState.RETRY) with { RetryAt = Store.Time.GetUtcNow() + Later }) { Next = Slots(5) };
        ClaimedExecution taken = Assert.Single(await Store.Work.FinishAsync(later, Deadline));
        Assert.Equal(other, taken.Lease.ExecutionId);

        // One that is due at once waits behind what waits already
        Guid waiting = await Store.SubmitAsync(Given.Submission());
        Store.Time.Advance(Later);
        await Store.Work.ReapAsync(Deadline);
        Assert.Equal([waiting], await TakeAsync(Success(taken.Lease, Slots(1))));
        Assert.Equal([lease.ExecutionId], await TakeAsync(Success(new Lease(waiting, 1), Slots(1))));
        List<Guid> due = [.. await TakeAsync(new FinishReport(new Lease(lease.ExecutionId, 3), Given.Outcome(ExecutionState.RETRY)) { Next = Slots(1) })];
        await Store.Work.ReapAsync(Deadline);
        due.AddRange((await Store.Work.ClaimAsync(Given.AnyWork, Deadline)).Select(one => one.Lease.ExecutionId));
        Assert.Equal([lease.ExecutionId], due);
    }

    [Fact]
    public async Task A_report_of_work_that_another_has_stores_nothing_and_takes_nothing()
    {
        Lease lost = (await Store.StartAsync(Given.Submission() with { Retries = 1 })).Lease;
        await Store.LoseOwnersAsync();
        Lease again = (await Store.ClaimOneAsync()).Lease;
        await Store.SubmitAsync(Given.Submission());
        List<string> story = await Store.StoryAsync(lost.ExecutionId);

        await Assert.ThrowsAsync<OwnershipLostException>(() =>
            Store.Work.FinishAsync(Success(lost, Slots(1)) with { Events = Given.Lines(lost, 2, 1, 1) }, Deadline));

        Assert.Equal(story, await Store.StoryAsync(lost.ExecutionId));
        Assert.Equal(1, await CountAsync(ExecutionState.PENDING));
        Assert.Single(await TakeAsync(Success(again, Slots(1))));
    }

    [Fact]
    public async Task A_claim_of_nothing_takes_nothing()
    {
        Guid id = await Store.SubmitAsync(Given.Submission());
        Assert.Empty(await Store.Work.ClaimAsync(Slots(0), Deadline));
        Assert.Equal(ExecutionState.PENDING, (await Store.FindAsync(id)).State);
    }

    [Fact]
    public async Task Ends_and_claims_side_by_side_hand_out_everything_once()
    {
        const int Executions = StoreHarness.QueueLimit;
        var taken = new ConcurrentBag<Guid>();
        Guid[] ids = [.. (await Store.Client.SubmitAsync([.. Enumerable.Range(0, Executions).Select(_ => Given.Submission())], Deadline)).Select(one => one.Id)];

        async Task WorkAsync(IReadOnlyList<ClaimedExecution> some, int slots)
        {
            await Task.WhenAll(some.Select(async one =>
            {
                taken.Add(one.Lease.ExecutionId);
                await Task.Yield();
                await WorkAsync(await Store.Work.FinishAsync(Success(one.Lease, Slots(slots)), Deadline), slots);
            }));
        }

        await Task.WhenAll(Enumerable.Range(1, 4).Select(slots => Task.Run(async () =>
        {
            while (await Store.Work.ClaimAsync(Slots(2), Deadline) is { Count: > 0 } some)
                await WorkAsync(some, slots % 3);
        })));
        Assert.Equal(ids.Order(), taken.Order());
        Assert.Equal(Executions, await CountAsync(ExecutionState.SUCCESS));
    }
}
