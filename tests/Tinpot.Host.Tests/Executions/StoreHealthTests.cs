using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Host.Tests.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Executions;

public sealed class StoreHealthTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ListLogger<StoreHealth> _log = new();
    private readonly StoreHealth _health;

    public StoreHealthTests() => _health = new StoreHealth("The store in /data", _clock, _log);

    [Fact]
    public void Outage_is_logged_once_at_its_beginning_and_once_at_its_end()
    {
        for (int i = 0; i < 60; i++)
        {
            _health.Failed(StoreCall.Write, new StoreUnavailableException("The disk is full."));
            _health.Failed(StoreCall.Read, new StoreUnavailableException("The disk is full."));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("The disk is full.", _health.Fault);
        _clock.Advance(StoreHealth.Settled);
        _health.Succeeded(StoreCall.Read);
        Assert.NotNull(_health.Fault);
        _health.Succeeded(StoreCall.Write);
        _health.Succeeded(StoreCall.Write);

        Assert.Null(_health.Fault);
        Assert.Collection(
            _log.Lines.Where(line => line.Level > LogLevel.Debug),
            began => Assert.StartsWith("The store in /data is unavailable.", began.Text, StringComparison.Ordinal),
            ended => Assert.Equal("The store in /data is available again after 62 s.", ended.Text));
    }

    [Fact]
    public void Success_between_failures_does_not_end_the_outage()
    {
        _health.Failed(StoreCall.Write, new StoreUnavailableException("The disk is full."));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _health.Succeeded(StoreCall.Write);

        Assert.NotNull(_health.Fault);
    }

    [Fact]
    public void Reads_do_not_show_that_writes_work()
    {
        _health.Failed(StoreCall.Write, new StoreUnavailableException("The disk is full."));
        _clock.Advance(TimeSpan.FromMinutes(1));
        _health.Succeeded(StoreCall.Read);

        Assert.Equal(StoreCall.Write, _health.Failing);
    }
}
