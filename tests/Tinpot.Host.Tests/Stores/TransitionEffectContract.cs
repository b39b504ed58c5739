using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

/// <summary>An effect is written if and only if its change of state is.</summary>
public abstract class TransitionEffectContract : IAsyncLifetime
{
    private StoreHarness? _store;

    private protected StoreHarness Store => _store ?? throw new InvalidOperationException("The store is not open yet.");

    /// <summary>A store with an effect that records cause, former state and state of each change.</summary>
    private protected abstract Task<StoreHarness> OpenAsync();

    /// <summary>What the effect has recorded of an execution: <c>Claim PENDING STARTED</c>.</summary>
    private protected abstract Task<string[]> RecordedAsync(Guid id);

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }

    [Fact]
    public async Task Every_change_of_state_has_its_effect_once()
    {
        ExecutionSubmission submission = Given.Submission() with { Retries = 3, RunAt = Store.Time.GetUtcNow().AddHours(1) };
        Guid id = await Store.SubmitAsync(submission);
        await Store.SubmitAsync(submission);
        Store.Time.Advance(TimeSpan.FromHours(1));
        await Store.Work.ReapAsync(default);
        Lease first = (await Store.ClaimOneAsync()).Lease;
        ExecutionOutcome later = Given.Outcome(ExecutionState.RETRY) with { RetryAt = Store.Time.GetUtcNow().AddMinutes(1) };
        await Store.FinishAsync(first, later);
        await Store.FinishAsync(first, later);
        Store.Time.Advance(TimeSpan.FromMinutes(1));
        await Store.Work.ReapAsync(default);
        Lease second = (await Store.ClaimOneAsync()).Lease;
        await Store.AppendAsync(second, Given.Lines(second, 2, 1, 3));
        await Store.Work.ReleaseAsync(second, begun: true, default);
        await Store.ClaimOneAsync();
        await Store.LoseOwnersAsync();
        Lease last = (await Store.ClaimOneAsync()).Lease;
        await Store.CancelAsync(id);
        await Store.FinishAsync(last, ExecutionOutcome.Revoked);
        await Store.FinishAsync(last, ExecutionOutcome.Revoked);
        await Store.CancelAsync(id);

        Assert.Equal(
            [
                "Submit - SCHEDULED", "Due SCHEDULED PENDING", "Claim PENDING STARTED", "Finish STARTED RETRY", "Due RETRY PENDING",
                "Claim PENDING STARTED", "Release STARTED PENDING", "Claim PENDING STARTED", "Loss STARTED PENDING",
                "Claim PENDING STARTED", "Cancel STARTED STARTED", "Finish STARTED REVOKED",
            ],
            await RecordedAsync(id));
    }

    [Fact]
    public async Task A_change_that_is_refused_has_no_effect()
    {
        Guid id = await Store.SubmitAsync(Given.Submission());
        var stranger = new Lease(id, 7);
        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.FinishAsync(stranger, Given.Outcome(ExecutionState.SUCCESS)));
        await Assert.ThrowsAsync<OwnershipLostException>(() => Store.Work.ReleaseAsync(stranger, begun: true, default));
        await Store.CancelAsync(id);
        Assert.Equal(["Submit - PENDING", "Cancel PENDING REVOKED"], await RecordedAsync(id));
    }
}
