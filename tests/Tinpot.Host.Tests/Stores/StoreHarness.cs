using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Stores;

/// <summary>A store under test, empty at first, whose time stands until it is advanced.</summary>
internal abstract class StoreHarness : IAsyncDisposable
{
    public const int QueueLimit = 50;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public abstract IExecutionClient Client { get; }

    public abstract IWorkSource Work { get; }

    /// <summary>Every owner dies, and whatever ran is reaped.</summary>
    public abstract Task LoseOwnersAsync();

    /// <summary>This process closes the store; what is stored stays.</summary>
    public abstract Task CloseStoreAsync();

    public abstract ValueTask DisposeAsync();

    public async Task<Guid> SubmitAsync(ExecutionSubmission submission)
    {
        SubmitOutcome outcome = Assert.Single(await Client.SubmitAsync([submission], CancellationToken.None));
        Assert.Equal(SubmitStatus.Accepted, outcome.Status);
        return outcome.Id;
    }

    public async Task<ClaimedExecution> ClaimOneAsync() =>
        Assert.Single(await Work.ClaimAsync(Given.AnyWork with { MaxCount = 1 }, CancellationToken.None));

    /// <summary>Submits and claims one.</summary>
    public async Task<ClaimedExecution> StartAsync(ExecutionSubmission? submission = null)
    {
        Guid id = await SubmitAsync(submission ?? Given.Submission());
        ClaimedExecution claimed = await ClaimOneAsync();
        Assert.Equal(id, claimed.Lease.ExecutionId);
        return claimed;
    }

    public Task AppendAsync(Lease lease, EventBatch batch) => Work.AppendAsync(lease, batch, CancellationToken.None);

    public Task FinishAsync(Lease lease, ExecutionOutcome outcome) => Work.FinishAsync(new FinishReport(lease, outcome), CancellationToken.None);

    public Task<CancelOutcome> CancelAsync(Guid id) => Client.CancelAsync(id, Given.Alice, CancellationToken.None);

    public async Task<ExecutionRecord> FindAsync(Guid id) =>
        await Client.FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"{id} is not in the store.");

    /// <summary>Every stored event, numbered.</summary>
    public async Task<List<(EventId Id, JsonElement Event)>> EventsAsync(Guid id)
    {
        List<(EventId, JsonElement)> events = [];
        EventId after = EventId.Start;
        while (await Client.ReadEventsAsync(id, new EventRange { After = after }, CancellationToken.None) is { Count: > 0 } batches)
        {
            foreach (EventBatch batch in batches)
                events.AddRange(Given.Events(batch));
            after = batches[^1].Last;
        }

        return events;
    }

    /// <summary>The events in short: <c>0-1 PENDING</c>, <c>1-2 log</c>, <c>1-3 complete SUCCESS</c>.</summary>
    public async Task<List<string>> StoryAsync(Guid id) =>
        [.. (await EventsAsync(id)).Select(one => one.Event.GetProperty("type").GetString() switch
        {
            "state" => $"{one.Id} {one.Event.GetProperty("data").GetProperty("state")}",
            "complete" => $"{one.Id} complete {one.Event.GetProperty("state")}",
            string type => $"{one.Id} {type}",
            null => throw new InvalidOperationException("An event without a type."),
        })];
}
