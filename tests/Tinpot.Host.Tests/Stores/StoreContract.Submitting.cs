using System.Text;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Submission_is_kept_whole()
    {
        ExecutionSubmission given = Given.Submission("db_backup", "devops", "Database") with
        {
            Title = "Back up",
            Arguments = Encoding.UTF8.GetBytes("""{"path":"/tmp/é","password":"***"}"""),
            RequestedVia = "code",
            Priority = 2,
            RunAt = Store.Time.GetUtcNow() + TimeSpan.FromMinutes(5),
            RerunOf = Guid.CreateVersion7(),
            ParentId = Guid.CreateVersion7(),
            RootId = Guid.CreateVersion7(),
        };

        ExecutionRecord kept = await Store.FindAsync(await Store.SubmitAsync(given));

        Assert.Equal(given.Id, kept.Id);
        Assert.Equal(ExecutionState.SCHEDULED, kept.State);
        Assert.Equal(
            (given.Action, given.Title, given.Group, given.Queue, given.ContractHash, given.RequestedVia, given.Priority),
            (kept.Action, kept.Title, kept.Group, kept.Queue, kept.ContractHash, kept.RequestedVia, kept.Priority));
        Assert.Equal((given.RerunOf, given.ParentId, given.RootId, given.RunAt), (kept.RerunOf, kept.ParentId, kept.RootId, kept.RunAt));
        Assert.Equal(given.Arguments.ToArray(), kept.Arguments.ToArray());
        Assert.Equal((Given.Alice.Id, Given.Alice.Name, Given.Alice.Scheme), (kept.RequestedBy.Id, kept.RequestedBy.Name, kept.RequestedBy.Scheme));
        Assert.Equal(Given.Alice.Roles, kept.RequestedBy.Roles);
        Assert.Equal(Store.Time.GetUtcNow(), kept.CreatedAt);
        Assert.Equal((0, 0L, false), (kept.Attempt, kept.Fence, kept.CancelRequested));
        Assert.Null(kept.StartedAt);
        Assert.Equal(["0-1 SCHEDULED"], await Store.StoryAsync(kept.Id));
    }

    [Fact]
    public async Task Same_id_again_is_the_same_execution()
    {
        ExecutionSubmission submission = Given.Submission();
        await Store.SubmitAsync(submission);
        await Store.SubmitAsync(submission);

        Assert.Single(await Store.Work.ClaimAsync(Given.AnyWork, Deadline));
        Assert.Equal(["0-1 PENDING", "1-1 STARTED"], await Store.StoryAsync(submission.Id));
    }

    [Fact]
    public async Task An_id_of_another_parent_or_principal_is_no_retry()
    {
        ExecutionSubmission first = Given.Submission() with { ParentId = Guid.CreateVersion7(), Arguments = """{"parent":"0","name":"x"}"""u8.ToArray() };
        ExecutionSubmission own = Given.Submission() with { Arguments = Encoding.UTF8.GetBytes($$"""{"a":1,"parent":"{{Guid.CreateVersion7():N}}"}""") };
        await Store.SubmitAsync(first);
        await Store.SubmitAsync(own);

        IReadOnlyList<SubmitOutcome> outcomes = await Store.Client.SubmitAsync(
            [
                first,
                own,
                first with { ParentId = Guid.CreateVersion7() },
                first with { ParentId = null },
                own with { ParentId = Guid.CreateVersion7() },
                own with { RequestedBy = Given.Bob },
                first with { Trace = null, Title = "Of a later version", Idempotency = Given.Key("k") },
            ], Deadline);

        Assert.Equal(
            [
                SubmitStatus.Accepted, SubmitStatus.Accepted, SubmitStatus.ForeignId, SubmitStatus.ForeignId, SubmitStatus.ForeignId, SubmitStatus.ForeignId,
                SubmitStatus.Accepted,
            ], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(2, (await Store.Client.ListAsync(new ExecutionQuery(), Deadline)).Items.Count);
        Assert.Equal(["0-1 PENDING"], await Store.StoryAsync(first.Id));
    }

    [Fact]
    public async Task Sixteen_parallel_submissions_with_one_key_are_one_execution()
    {
        SubmitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            Assert.Single(await Store.Client.SubmitAsync([Given.Submission() with { Idempotency = Given.Key("k") }], Deadline)))));

        Assert.Single(outcomes.Select(outcome => outcome.Id).Distinct());
        Assert.Equal(1, outcomes.Count(outcome => outcome.Status == SubmitStatus.Accepted));
        Assert.Equal(15, outcomes.Count(outcome => outcome.Status == SubmitStatus.Replayed));
        Assert.Single(await Store.Work.ClaimAsync(Given.AnyWork, Deadline));
    }

    [Fact]
    public async Task Key_counts_per_principal_and_request_for_a_day()
    {
        ExecutionSubmission first = Given.Submission() with { Idempotency = Given.Key("k") };
        await Store.SubmitAsync(first);

        IReadOnlyList<SubmitOutcome> outcomes = await Store.Client.SubmitAsync(
            [
                Given.Submission() with { Idempotency = Given.Key("k") },
                Given.Submission() with { Idempotency = Given.Key("k", "other arguments") },
                Given.Submission() with { Idempotency = Given.Key("k"), RequestedBy = Given.Bob },
                Given.Submission() with { Idempotency = Given.Key("K") },
            ], Deadline);
        Assert.Equal(
            [SubmitStatus.Replayed, SubmitStatus.KeyConflict, SubmitStatus.Accepted, SubmitStatus.Accepted],
            outcomes.Select(outcome => outcome.Status));
        Assert.Equal(first.Id, outcomes[0].Id);

        Store.Time.Advance(TimeSpan.FromHours(24));
        ExecutionSubmission dayAfter = Given.Submission() with { Idempotency = Given.Key("k", "other arguments") };
        Assert.Equal(dayAfter.Id, await Store.SubmitAsync(dayAfter));
    }

    [Fact]
    public async Task Queue_takes_no_more_than_its_limit()
    {
        DateTimeOffset later = Store.Time.GetUtcNow() + TimeSpan.FromHours(1);
        IReadOnlyList<SubmitOutcome> outcomes = await Store.Client.SubmitAsync(
            [.. Enumerable.Range(0, StoreHarness.QueueLimit + 2).Select(i =>
                Given.Submission(group: $"g{i % 3}") with { RunAt = i % 2 == 0 ? later : null })], Deadline);

        Assert.All(outcomes.Take(StoreHarness.QueueLimit), outcome => Assert.Equal(SubmitStatus.Accepted, outcome.Status));
        Assert.All(outcomes.Skip(StoreHarness.QueueLimit), outcome => Assert.Equal(SubmitStatus.QueueFull, outcome.Status));
        Assert.Null(await Store.Client.FindAsync(outcomes[^1].Id, Deadline));
        await Store.SubmitAsync(Given.Submission(queue: "another"));

        // What starts or is cancelled makes room.
        Assert.Equal(CancelOutcome.Cancelled, await Store.CancelAsync(outcomes[0].Id));
        Assert.Single(await Store.Work.ClaimAsync(Given.AnyWork with { MaxCount = 1, Queues = ["default"] }, Deadline));
        await Store.SubmitAsync(Given.Submission());
        await Store.SubmitAsync(Given.Submission());
        Assert.Equal(SubmitStatus.QueueFull, (await Store.Client.SubmitAsync([Given.Submission()], Deadline))[0].Status);
    }
}
