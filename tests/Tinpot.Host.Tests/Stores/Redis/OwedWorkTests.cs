using Tinpot.Executions;
using Tinpot.Stores.Redis.Claiming;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>What was taken and does not fit is kept for the next who asks.</summary>
public sealed class OwedWorkTests
{
    private readonly OwedWork _owed = new();

    [Fact]
    public void Nobody_gets_more_than_asked_for_and_nothing_is_handed_out_twice()
    {
        ClaimedExecution[] all = [.. Enumerable.Range(0, 5).Select(_ => Claimed())];
        Task told = _owed.Signal.Next();

        IReadOnlyList<ClaimedExecution>[] shares = _owed.Share(all, [1, 0, 2]);

        Assert.Equal([all[0]], shares[0]);
        Assert.Empty(shares[1]);
        Assert.Equal([all[1], all[2]], shares[2]);
        Assert.Equal((2, true), (_owed.Count, told.IsCompleted));
        ClaimedExecution next = Claimed();
        Assert.Equal([all[3], all[4], next], _owed.Share([next], [int.MaxValue])[0]);
        Assert.Equal(0, _owed.Count);
    }

    [Fact]
    public void Nobody_is_told_when_nothing_is_left()
    {
        Task told = _owed.Signal.Next();
        Assert.Single(_owed.Share([Claimed()], [3])[0]);
        Assert.False(told.IsCompleted);
    }

    private static ClaimedExecution Claimed() => new()
    {
        Lease = new Lease(Guid.CreateVersion7(), 1),
        Action = "clean_cache",
        Queue = "default",
        ContractHash = "0123456789abcdef",
        Arguments = "{}"u8.ToArray(),
        RequestedBy = Given.Alice,
        Attempt = 1,
    };
}
