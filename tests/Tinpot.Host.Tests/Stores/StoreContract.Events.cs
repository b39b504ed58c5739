using System.Text;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Batch_is_stored_once_however_often_it_is_sent()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        EventBatch batch = Given.Lines(lease, 2, 1, 3);
        await Store.AppendAsync(lease, batch);
        await Store.AppendAsync(lease, batch with { Payload = batch.Payload.ToArray() });
        EventBatch next = Given.Lines(lease, 5, 4, 1);
        await Store.AppendAsync(lease, next);
        await Store.AppendAsync(lease, batch);
        await Store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));
        await Store.AppendAsync(lease, next);

        Assert.Equal(
            ["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 log", "1-4 log", "1-5 log", "1-6 complete SUCCESS"],
            await Store.StoryAsync(lease.ExecutionId));
        Assert.Equal(4, await Store.Client.CountLinesAsync(lease.ExecutionId, Deadline));
    }

    [Fact]
    public async Task Batch_that_overlaps_or_leaves_a_hole_is_refused()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        await Store.AppendAsync(lease, Given.Lines(lease, 2, 1, 3));
        List<string> story = await Store.StoryAsync(lease.ExecutionId);

        EventBatch[] wrong =
        [
            Given.Lines(lease, 2, 1, 3, "other text"),
            Given.Lines(lease, 2, 1, 2),
            Given.Lines(lease, 2, 1, 4),
            Given.Lines(lease, 3, 2, 2),
            Given.Lines(lease, 4, 3, 5),
            Given.Lines(lease, 1, 1, 1),
            Given.Lines(lease, 6, 4, 1),
            Given.Lines(lease with { Fence = 2 }, 5, 4, 1),
        ];
        foreach (EventBatch batch in wrong)
            await Assert.ThrowsAsync<InvalidOperationException>(() => Store.AppendAsync(lease, batch));

        Assert.Equal(story, await Store.StoryAsync(lease.ExecutionId));
        await Store.AppendAsync(lease, Given.Lines(lease, 5, 4, 1));
    }

    [Fact]
    public async Task Owner_of_old_cannot_write()
    {
        Lease old = (await Store.StartAsync(Given.Submission() with { Retries = 1 })).Lease;
        await Store.AppendAsync(old, Given.Lines(old, 2, 1, 2));
        await Store.LoseOwnersAsync();
        List<string> story = await Store.StoryAsync(old.ExecutionId);
        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.AppendAsync(old, Given.Lines(old, 4, 3, 1)));
        ClaimedExecution renewed = await Store.ClaimOneAsync();
        Assert.Equal((old.ExecutionId, 2), (renewed.Lease.ExecutionId, renewed.Attempt));
        Assert.Equal(await Store.Client.CountLinesAsync(old.ExecutionId, Deadline), renewed.LinesBefore);
        Assert.True(renewed.BytesBefore > Given.Lines(old, 2, 1, 2).Payload.Length);

        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.AppendAsync(old, Given.Lines(old, 4, 3, 1)));
        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.FinishAsync(old, Given.Outcome(ExecutionState.SUCCESS)));
        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.Work.ReleaseAsync(old, begun: true, Deadline));
        LeaseStatus[] statuses = [.. await Store.Work.RenewAsync([old, renewed.Lease, new Lease(Guid.CreateVersion7(), 1)], Deadline)];
        Assert.Equal([true, false, true], statuses.Select(status => status.Lost));

        Assert.Equal([.. story, $"{renewed.Lease.Fence}-1 STARTED"], await Store.StoryAsync(old.ExecutionId));
    }

    [Fact]
    public async Task Nobody_can_write_to_what_is_not_running()
    {
        Guid waiting = await Store.SubmitAsync(Given.Submission());
        foreach (Lease lease in (Lease[])[new(waiting, 0), new(waiting, 1), new(Guid.CreateVersion7(), 1)])
        {
            await Assert.ThrowsAsync<OwnershipLostException>(() => Store.AppendAsync(lease, Given.Lines(lease, 2, 1, 1)));
            await Assert.ThrowsAsync<OwnershipLostException>(() => Store.FinishAsync(lease, Given.Outcome(ExecutionState.FAILURE)));
            await Assert.ThrowsAsync<OwnershipLostException>(() => Store.Work.ReleaseAsync(lease, begun: true, Deadline));
        }

        Assert.Equal(["0-1 PENDING"], await Store.StoryAsync(waiting));
    }

    [Fact]
    public async Task Readers_with_any_cursor_see_every_event_once()
    {
        var random = new Random(20260102);
        Lease lease = (await Store.StartAsync()).Lease;
        long sequence = 2, line = 1;
        for (int i = 0; i < 60; i++)
        {
            int count = random.Next(1, 9);
            bool calls = random.Next(4) == 0;
            await Store.AppendAsync(lease, calls ? Given.Calls(lease, sequence, count) : Given.Lines(lease, sequence, line, count));
            sequence += count;
            line += calls ? 0 : count;
        }

        await Store.FinishAsync(lease, Given.Broken);
        List<(EventId Id, JsonElement Event)> all = await Store.EventsAsync(lease.ExecutionId);
        Assert.Equal(sequence + 1, all.Count);

        for (int reader = 0; reader < 50; reader++)
        {
            List<EventId> seen = [];
            EventId after = EventId.Start;
            while (true)
            {
                var range = new EventRange { After = after, MaxBytes = random.Next(1, 3_000) };
                var batches = await Store.Client.ReadEventsAsync(lease.ExecutionId, range, Deadline);
                if (batches.Count == 0)
                    break;
                List<EventId> fresh = [.. batches.SelectMany(Given.Events).Select(one => one.Id).Where(id => id.CompareTo(after) > 0)];
                // A connection may break anywhere in what it got.
                seen.AddRange(fresh.Take(random.Next(1, fresh.Count + 1)));
                after = seen[^1];
            }

            Assert.Equal(all.Select(one => one.Id), seen);
        }
    }

    [Fact]
    public async Task Batches_are_read_by_line_and_by_call()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        await Store.AppendAsync(lease, Given.Lines(lease, 2, 1, 10));
        await Store.AppendAsync(lease, Given.Calls(lease, 12, 2));
        await Store.AppendAsync(lease, Given.Lines(lease, 14, 11, 10));
        // The last line goes on in the next batch, which begins three more.
        await Store.AppendAsync(lease, Given.Lines(lease, 24, 20, 4) with { Lines = 3 });
        await Store.AppendAsync(lease, Given.Calls(lease, 28, 1));
        Task<IReadOnlyList<EventBatch>> Read(EventRange range) => Store.Client.ReadEventsAsync(lease.ExecutionId, range, Deadline);

        Assert.Equal(23, await Store.Client.CountLinesAsync(lease.ExecutionId, Deadline));
        foreach ((long from, long[] expected) in ((long, long[])[])
            [(1, [2, 14, 24]), (10, [2, 14, 24]), (11, [14, 24]), (20, [14, 24]), (21, [24]), (23, [24]), (24, [])])
            Assert.Equal(expected, (await Read(new EventRange { FromLine = from })).Select(batch => batch.First.Sequence));
        Assert.Equal([24], (await Read(new EventRange { FromLine = 1, After = new EventId(1, 23) })).Select(batch => batch.First.Sequence));
        Assert.Equal([12, 28], (await Read(new EventRange { CallsOnly = true })).Select(batch => batch.First.Sequence));
        Assert.Equal([28], (await Read(new EventRange { CallsOnly = true, After = new EventId(1, 13) })).Select(batch => batch.First.Sequence));
        Assert.Equal(2, (await Read(new EventRange { MaxBytes = 1 }))[0].First.Sequence + 1);
        Assert.Empty(await Store.Client.ReadEventsAsync(Guid.CreateVersion7(), new EventRange(), Deadline));
        Assert.Equal(0, await Store.Client.CountLinesAsync(Guid.CreateVersion7(), Deadline));
    }

    [Fact]
    public async Task Follower_wakes_for_every_event()
    {
        Guid id = await Store.SubmitAsync(Given.Submission());
        Task<List<EventId>> following = FollowAsync(id);
        Lease lease = (await Store.ClaimOneAsync()).Lease;
        for (int i = 0; i < 200; i++)
            await Store.AppendAsync(lease, Given.Lines(lease, 2 + i, 1 + i, 1));
        await Store.FinishAsync(lease, Given.Outcome(ExecutionState.SUCCESS));

        List<EventId> seen = await following;
        Assert.Equal((await Store.EventsAsync(id)).Select(one => one.Id), seen);
    }

    [Fact]
    public async Task Complete_event_carries_result_and_error_on_one_line()
    {
        ClaimedExecution succeeds = await Store.StartAsync();
        byte[] result = Encoding.UTF8.GetBytes("{\r\n  \"text\": \"a\\nb é\"\n}");
        await Store.FinishAsync(succeeds.Lease, ExecutionOutcome.Success(result));
        (EventId _, JsonElement complete) = (await Store.EventsAsync(succeeds.Lease.ExecutionId))[^1];
        Assert.True(complete.GetProperty("successful").GetBoolean());
        Assert.Equal("a\nb é", complete.GetProperty("result").GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, complete.GetProperty("error").ValueKind);
        Assert.Equal(result, (await Store.FindAsync(succeeds.Lease.ExecutionId)).Result?.ToArray());

        ClaimedExecution fails = await Store.StartAsync();
        await Store.FinishAsync(fails.Lease, Given.Broken);
        (_, complete) = (await Store.EventsAsync(fails.Lease.ExecutionId))[^1];
        Assert.False(complete.GetProperty("successful").GetBoolean());
        Assert.Equal(Given.Broken.Error!.Message, complete.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("exception", complete.GetProperty("error").GetProperty("reason").GetString());
        ExecutionRecord failed = await Store.FindAsync(fails.Lease.ExecutionId);
        Assert.Equal(Given.Broken.Error, failed.Error);
        Assert.Null(failed.Result);
    }

    private async Task<List<EventId>> FollowAsync(Guid id)
    {
        List<EventId> seen = [];
        EventId after = EventId.Start;
        while (true)
        {
            await Store.Client.WaitForEventsAsync(id, after, Deadline);
            foreach (EventBatch batch in await Store.Client.ReadEventsAsync(id, new EventRange { After = after }, Deadline))
            {
                foreach ((EventId at, JsonElement one) in Given.Events(batch).Where(one => one.Id.CompareTo(after) > 0))
                {
                    seen.Add(at);
                    if (one.GetProperty("type").GetString() == "complete")
                        return seen;
                }

                after = batch.Last;
            }
        }
    }
}
