using Tinpot.Platform;

namespace Tinpot.Host.Tests.Platform;

public sealed class BackoffTests
{
    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 20)]
    [InlineData(2, 40)]
    [InlineData(6, 640)]
    [InlineData(7, 1_000)]
    [InlineData(8, 1_000)]
    [InlineData(int.MaxValue, 1_000)]
    public void Pause_doubles_up_to_the_longest(int failures, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Pauses.After(failures));

    [Fact]
    public void Longest_pause_may_be_shorter_than_the_first_or_longer_than_any() =>
        Assert.Equal(
            [TimeSpan.FromMilliseconds(1), TimeSpan.MaxValue],
            [new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1)).After(1), new Backoff(TimeSpan.MaxValue, TimeSpan.MaxValue).After(int.MaxValue)]);

    [Fact]
    public void Spread_pauses_lie_around_the_pause_and_differ()
    {
        var random = new Random(1);
        double[] pauses = [.. Enumerable.Range(0, 1_000).Select(_ => Pauses.After(7, spread: 0.25, random).TotalMilliseconds)];

        Assert.All(pauses, pause => Assert.InRange(pause, 750, 1_250));
        Assert.True(pauses.Min() < 800 && pauses.Max() > 1_200, "They are not spread.");
    }
}
