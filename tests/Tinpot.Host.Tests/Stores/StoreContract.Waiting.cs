using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData("SUCCESS")]
    [InlineData("FAILURE")]
    [InlineData("REVOKED")]
    public async Task Wait_for_an_end_returns_the_execution_when_it_ends(string state)
    {
        var end = Enum.Parse<ExecutionState>(state);
        Guid id = await Store.SubmitAsync(Given.Submission());
        Task<ExecutionRecord?>[] waits = [.. Enumerable.Range(0, 3).Select(_ => Store.Client.WaitForEndAsync(id, Deadline))];
        Lease lease = (await Store.ClaimOneAsync()).Lease;
        await Store.AppendAsync(lease, Given.Lines(lease, 2, 1, 3));
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        await Store.FinishAsync(lease, Given.Outcome(end));

        ExecutionRecord stored = await Store.FindAsync(id);
        foreach (Task<ExecutionRecord?> wait in waits)
        {
            ExecutionRecord? record = await wait;
            Assert.Equal(end, record?.State);
            Assert.Equal(stored.Result?.ToArray(), record?.Result?.ToArray());
            Assert.Equal(stored.Error, record?.Error);
            Assert.Equal(stored.Arguments.ToArray(), record?.Arguments.ToArray());
            Assert.Equal(
                (stored.Fence, stored.Worker, stored.StartedAt, stored.FinishedAt, stored.Duration, stored.RequestedBy.Name),
                (record?.Fence, record?.Worker, record?.StartedAt, record?.FinishedAt, record?.Duration, record?.RequestedBy.Name));
        }
    }

    [Fact]
    public async Task Wait_for_the_end_of_what_has_ended_returns_at_once()
    {
        Lease lease = (await Store.StartAsync()).Lease;
        await Store.FinishAsync(lease, Given.Broken);
        ExecutionRecord? record = await Store.Client.WaitForEndAsync(lease.ExecutionId, Deadline);
        Assert.Equal((ExecutionState.FAILURE, FailureReason.Exception), (record?.State, record?.Error?.Reason));
    }

    [Fact]
    public async Task Wait_for_the_end_of_an_unknown_execution_returns_nothing() =>
        Assert.Null(await Store.Client.WaitForEndAsync(Guid.CreateVersion7(), Deadline));

    [Fact]
    public async Task Wait_for_an_end_outlasts_a_retry_and_the_loss_of_an_owner()
    {
        Guid id = await Store.SubmitAsync(Given.Submission() with { Retries = 2 });
        Task<ExecutionRecord?> wait = Store.Client.WaitForEndAsync(id, Deadline);
        await Store.FinishAsync((await Store.ClaimOneAsync()).Lease, Given.Outcome(ExecutionState.RETRY) with { RetryAt = Store.Time.GetUtcNow() });
        await Store.Work.ReapAsync(Deadline);
        await Store.ClaimOneAsync();
        await Store.LoseOwnersAsync();
        Lease last = (await Store.ClaimOneAsync()).Lease;
        Assert.False(wait.IsCompleted);
        await Store.FinishAsync(last, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal(ExecutionState.SUCCESS, (await wait)?.State);
    }

    [Fact]
    public async Task Wait_for_an_end_can_be_cancelled()
    {
        Guid id = await Store.SubmitAsync(Given.Submission());
        using var left = new CancellationTokenSource();
        Task<ExecutionRecord?> wait = Store.Client.WaitForEndAsync(id, left.Token);
        Assert.False(wait.IsCompleted);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Deadline));
    }

    [Fact]
    public async Task Wait_for_an_end_is_cancelled_when_the_store_closes()
    {
        Guid id = await Store.SubmitAsync(Given.Submission());
        Task<ExecutionRecord?> wait = Store.Client.WaitForEndAsync(id, CancellationToken.None);
        Assert.False(wait.IsCompleted);
        await Store.CloseStoreAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Deadline));
    }
}
