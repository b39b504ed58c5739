using Tinpot.Hosting.Limits;

namespace Tinpot.Host.Tests.Hosting.Limits;

public sealed class PoolGrowthTests
{
    [Theory]
    [InlineData(5, null, false, null)]
    [InlineData(5, 16, false, null)]
    [InlineData(5, 15, false, 16)]
    [InlineData(5, 4, false, 5)]
    [InlineData(5, 0, false, 5)]
    [InlineData(5, -3, false, 5)]
    [InlineData(0, 0, false, 1)]
    // It must get better by some before it counts as over
    [InlineData(5, 16, true, 17)]
    [InlineData(5, 32, true, null)]
    public void The_pool_grows_while_there_is_room(int threads, int? left, bool bounded, int? most) =>
        Assert.Equal(most, PoolGrowth.MaxThreads(threads, left, bounded));
}
