using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Running;

namespace Tinpot.Host.Tests.Workers.Running;

public sealed class StartCapacityTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly StartCapacity _capacity;

    public StartCapacityTests() => _capacity = new StartCapacity(new ActiveRuns(2), 2, _clock, NullLogger<StartCapacity>.Instance);

    [Fact]
    public void Trials_that_fail_are_ever_farther_apart_and_one_that_succeeds_is_followed_at_once()
    {
        Assert.Null(_capacity.UntilTry);
        _capacity.Denied("no process");
        Assert.Equal(["1", "2", "4", "8", "8"], Enumerable.Range(0, 5).Select(_ => SecondsToNext("no process")));

        Assert.Equal(("8", "0"), (SecondsToNext(null), Seconds()));
        _capacity.Tried("no process");
        Assert.Equal("1", Seconds());
        _capacity.Tried(null);
        Assert.Null(_capacity.UntilTry);
    }

    private string SecondsToNext(string? fault)
    {
        string until = Seconds();
        _clock.Advance(_capacity.UntilTry!.Value);
        Assert.Equal(TimeSpan.Zero, _capacity.UntilTry);
        _capacity.Tried(fault);
        return until;
    }

    private string Seconds() => _capacity.UntilTry!.Value.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
