using Tinpot.Executions;
using Tinpot.Executions.Limits;

namespace Tinpot.Host.Tests.Stores;

/// <summary>What every store must do with limits. A store's own test class derives from this and says how to open one.</summary>
public abstract partial class LimitContract : IAsyncLifetime
{
    private StoreHarness? _store;

    private protected StoreHarness Store => _store ?? throw new InvalidOperationException("The store is not open yet.");

    private protected abstract Task<StoreHarness> OpenAsync();

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }

    private protected static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private static ExecutionLimit Limit(string name, string? key = null, int most = 1) => new(name, key, most);

    private static ExecutionSubmission Limited(params ExecutionLimit[] limits) => Given.Submission() with { Limits = LimitSet.Of(limits) };

    private async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(int most = 1_000) =>
        await Store.Work.ClaimAsync(Given.AnyWork with { MaxCount = most }, Deadline);

    private async Task<IEnumerable<Guid>> ClaimIdsAsync(int most = 1_000) => (await ClaimAsync(most)).Select(one => one.Lease.ExecutionId);

    private async Task<SubmitStatus> TrySubmitAsync(ExecutionSubmission submission) =>
        Assert.Single(await Store.Client.SubmitAsync([submission], Deadline)).Status;
}
