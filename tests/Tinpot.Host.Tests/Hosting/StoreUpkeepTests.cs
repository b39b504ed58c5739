using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Stores.Sqlite;
using Tinpot.Host.Tests.Workers.Running;
using Tinpot.Hosting;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>What every process does for the store, without any worker.</summary>
public sealed class StoreUpkeepTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task It_reaps_every_sixth_of_a_lease_and_soon_again_after_the_store_was_away()
    {
        await using SqliteHarness store = await SqliteHarness.OpenAsync();
        var source = new FlakyWorkSource(store.Work) { LeaseTime = TimeSpan.FromSeconds(60), ReapFault = new StoreUnavailableException("away") };
        using var upkeep = new StoreUpkeep(source, TestLoops.New(_clock), NullLogger<StoreUpkeep>.Instance);
        await upkeep.StartAsync(CancellationToken.None);

        await UntilAsync(() => source.Reaps == 1);
        source.ReapFault = null;
        await AdvanceUntilAsync(() => source.Reaps == 2, TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(2, source.Reaps);
        await AdvanceUntilAsync(() => source.Reaps == 3, TimeSpan.FromSeconds(1));

        await upkeep.StopAsync(CancellationToken.None);
        Assert.True(upkeep.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Failure_of_an_unknown_kind_does_not_end_it()
    {
        await using SqliteHarness store = await SqliteHarness.OpenAsync();
        var source = new FlakyWorkSource(store.Work) { ReapFault = new InvalidOperationException("nobody foresaw this") };
        using var upkeep = new StoreUpkeep(source, TestLoops.New(_clock), NullLogger<StoreUpkeep>.Instance);
        await upkeep.StartAsync(CancellationToken.None);
        await UntilAsync(() => source.Reaps == 1);

        source.ReapFault = null;

        await AdvanceUntilAsync(() => source.Reaps == 2, TimeSpan.FromSeconds(1));
        await upkeep.StopAsync(CancellationToken.None);
        Assert.True(upkeep.ExecuteTask!.IsCompletedSuccessfully);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
            await Task.Delay(5, deadline.Token);
    }

    /// <summary>Whoever is to be woken may not have begun to wait yet.</summary>
    private async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan step)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            _clock.Advance(step);
            await Task.Delay(5, deadline.Token);
        }
    }
}
