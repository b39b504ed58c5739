using Microsoft.Extensions.Logging;
using Tinpot.Fleet;
using Tinpot.Host.Tests.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Host.Tests.Stores.Redis.Connecting;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Fleet;

public class FleetStartChecksTests
{
    private const string Secret = "\"servers\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"password\":{\"type\":\"string\",\"writeOnly\":true}}}}";

    private readonly ListLogger<FleetStartChecks> _said = new();

    [Fact]
    public async Task A_secret_needs_a_key_that_was_given()
    {
        LocalCatalog secretive = RedisRegistry.Catalog(TestAction.Echo("plain", ""), TestAction.Echo("log_in", Secret));

        StartException refusal = await Assert.ThrowsAsync<StartException>(() => StartAsync(HostRole.Worker, secretive, new TinpotOptions()));
        Assert.StartsWith("Action 'log_in' has a secret parameter", refusal.Message);
        await StartAsync(HostRole.Worker, secretive, new TinpotOptions { Key = "k" });
        await StartAsync(HostRole.Serve, secretive, new TinpotOptions { KeyFile = "/key" });
        Assert.Empty(_said.Lines);
    }

    [Fact]
    public async Task An_api_has_no_say_in_which_secrets_there_will_be()
    {
        await StartAsync(HostRole.Api, RedisRegistry.Catalog(TestAction.Echo("log_in", Secret)), new TinpotOptions());

        Assert.Contains("TINPOT_KEY", Assert.Single(_said.At(LogLevel.Warning)));
    }

    [Fact]
    public async Task More_lanes_than_a_claim_likes_are_one_warning()
    {
        TestAction[] actions = [.. Enumerable.Range(0, 31).Select(i => TestAction.Echo($"a{i:00}", "") with { Queue = $"q{i}" })];
        await StartAsync(HostRole.Worker, RedisRegistry.Catalog(actions[..30]), new TinpotOptions());
        Assert.Empty(_said.Lines);

        await StartAsync(HostRole.Worker, RedisRegistry.Catalog(actions), new TinpotOptions());

        Assert.Contains("Split it", Assert.Single(_said.At(LogLevel.Warning)));
    }

    [Fact]
    public async Task A_worker_with_nothing_to_do_says_so()
    {
        await StartAsync(HostRole.Worker, RedisRegistry.Catalog(TestAction.Echo("plain", "")), new TinpotOptions { Queues = ["gpu"] });

        Assert.Contains("so it has no work", Assert.Single(_said.At(LogLevel.Warning)));
    }

    private Task StartAsync(HostRole role, LocalCatalog catalog, TinpotOptions options) =>
        new FleetStartChecks(new HostInfo(role), options, catalog, _said).StartAsync(CancellationToken.None);
}
