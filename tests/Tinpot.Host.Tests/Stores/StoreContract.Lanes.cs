using Tinpot.Executions;
using Tinpot.Executions.Limits;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    private static readonly Lane Gpu = new("gpu, fast", "A:B ü");

    private async Task<IEnumerable<string>> LanesAsync() =>
        (await Store.Client.LanesAsync(Deadline)).Select(load => $"{load.Lane.Queue}/{load.Lane.Group}: {load.Waiting} {load.Running} {load.OldestWaiting?.TotalSeconds}").Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_lane_is_counted_while_anything_waits_or_runs_in_it()
    {
        Assert.Empty(await LanesAsync());
        await Store.SubmitAsync(Given.Submission());
        Store.Time.Advance(TimeSpan.FromSeconds(10));
        await Store.SubmitAsync(Given.Submission() with { Priority = 2 });
        await Store.SubmitAsync(Given.Submission(queue: Gpu.Queue, group: Gpu.Group));
        await Store.SubmitAsync(Given.Submission() with { RunAt = Store.Time.GetUtcNow() + TimeSpan.FromHours(1) });
        Store.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["default/General: 2 0 12", "gpu, fast/A:B ü: 1 0 2"], await LanesAsync());

        ClaimedExecution[] claimed = [.. await Store.Work.ClaimAsync(Given.AnyWork with { MaxCount = 2 }, Deadline)];
        Assert.Equal(["default/General: 0 2 ", "gpu, fast/A:B ü: 1 0 2"], await LanesAsync());
        await Store.FinishAsync(claimed[0].Lease, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal(["default/General: 0 1 ", "gpu, fast/A:B ü: 1 0 2"], await LanesAsync());
        await Store.FinishAsync(claimed[1].Lease, Given.Broken);
        Assert.Equal(["gpu, fast/A:B ü: 1 0 2"], await LanesAsync());
    }

    [Fact]
    public async Task What_waits_for_a_place_under_a_limit_waits()
    {
        LimitSet limits = LimitSet.Of([new ExecutionLimit("clean_cache", null, 1)])!;
        foreach (int _ in (int[])[1, 2, 3])
        {
            await Store.SubmitAsync(Given.Submission() with { Limits = limits });
            Store.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Store.SubmitAsync(Given.Submission());
        Assert.Equal(["default/General: 4 0 3"], await LanesAsync());
        Assert.Equal(2, (await Store.Work.ClaimAsync(Given.AnyWork, Deadline)).Count);
        Assert.Equal(["default/General: 2 2 2"], await LanesAsync());
    }

    [Fact]
    public async Task A_claim_of_some_lanes_takes_from_no_other()
    {
        Guid wanted = await Store.SubmitAsync(Given.Submission(queue: Gpu.Queue, group: Gpu.Group));
        await Store.SubmitAsync(Given.Submission(queue: Gpu.Queue));
        await Store.SubmitAsync(Given.Submission(group: Gpu.Group));

        Assert.Empty(await Store.Work.ClaimAsync(Given.AnyWork with { Lanes = [] }, Deadline));
        IReadOnlyList<ClaimedExecution> claimed = await Store.Work.ClaimAsync(Given.AnyWork with { Lanes = [Gpu, new Lane("gpu", "none")] }, Deadline);

        Assert.Equal([wanted], claimed.Select(one => one.Lease.ExecutionId));
    }
}
