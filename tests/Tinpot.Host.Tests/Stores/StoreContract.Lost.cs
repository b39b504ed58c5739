using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Every_input_of_the_rules_for_a_loss_leads_to_what_they_say()
    {
        List<(Guid Id, string Given, ExecutionState State, FailureReason? Reason)> expected = [];
        foreach ((int attempt, int crashes, int retries, bool cancelled) in
            from attempt in Enumerable.Range(1, 4)
            from crashes in Enumerable.Range(0, Math.Min(attempt, 3))
            from retries in Enumerable.Range(0, 5)
            from cancelled in (bool[])[false, true]
            select (attempt, crashes, retries, cancelled))
        {
            Lease lease = await BringToAttemptAsync(attempt, crashes, retries, cancelled);
            (ExecutionState, FailureReason?) end = cancelled ? (ExecutionState.REVOKED, null)
                : crashes == 2 ? (ExecutionState.FAILURE, FailureReason.Poison)
                : attempt <= retries ? (ExecutionState.PENDING, null)
                : (ExecutionState.FAILURE, FailureReason.Lost);
            expected.Add((lease.ExecutionId, $"attempt {attempt}, {crashes} crashes, {retries} retries, cancelled {cancelled}", end.Item1, end.Item2));
        }

        await Store.LoseOwnersAsync();
        foreach ((Guid id, string given, ExecutionState state, FailureReason? reason) in expected)
        {
            ExecutionRecord record = await Store.FindAsync(id);
            Assert.Equal((given, state, reason), (given, record.State, record.Error?.Reason));
        }
    }

    [Fact]
    public async Task Every_input_of_the_rules_for_a_release_leads_to_what_they_say()
    {
        foreach ((int attempt, int retries, bool begun, bool cancelled) in
            from attempt in Enumerable.Range(1, 3)
            from retries in Enumerable.Range(0, 4)
            from begun in (bool[])[false, true]
            from cancelled in (bool[])[false, true]
            select (attempt, retries, begun, cancelled))
        {
            Lease lease = await BringToAttemptAsync(attempt, crashes: 0, retries, cancelled);
            await Store.Work.ReleaseAsync(lease, begun, Deadline);

            ExecutionRecord record = await Store.FindAsync(lease.ExecutionId);
            (ExecutionState, FailureReason?, int) end = cancelled ? (ExecutionState.REVOKED, null, attempt)
                : !begun ? (ExecutionState.PENDING, null, attempt - 1)
                : attempt <= retries ? (ExecutionState.PENDING, null, attempt)
                : (ExecutionState.FAILURE, FailureReason.Shutdown, attempt);
            string given = $"attempt {attempt}, {retries} retries, begun {begun}, cancelled {cancelled}";
            Assert.Equal((given, end.Item1, end.Item2, end.Item3), (given, record.State, record.Error?.Reason, record.Attempt));
            await EndAsync(record);
        }
    }

    [Fact]
    public void Every_list_of_rules_decides_always()
    {
        Assert.Equal(LostExecutionCondition.Always, LostExecutionRules.Loss[^1].When);
        Assert.Equal(LostExecutionCondition.Always, LostExecutionRules.Release[^1].When);
    }

    /// <summary>An execution that runs for the so-many-th time, after so many processes died of it.</summary>
    private async Task<Lease> BringToAttemptAsync(int attempt, int crashes, int retries, bool cancelled)
    {
        Guid id = await Store.SubmitAsync(Given.Submission() with { Retries = retries });
        for (int i = 1; i < attempt; i++)
        {
            await Store.FinishAsync((await Store.ClaimOneAsync()).Lease, Retry(i <= crashes ? FailureReason.Crash : FailureReason.Exception));
            await Store.Work.ReapAsync(Deadline);
        }

        Lease lease = (await Store.ClaimOneAsync()).Lease;
        Assert.Equal(id, lease.ExecutionId);
        if (cancelled)
            await Store.CancelAsync(id);
        return lease;
    }
}
