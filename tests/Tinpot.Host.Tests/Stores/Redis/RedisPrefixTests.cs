using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Host.Tests.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>Two fleets on one Redis do not meet.</summary>
public sealed class RedisPrefixTests
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task Fleets_with_different_prefixes_share_nothing()
    {
        await using RedisHarness one = await RedisHarness.OpenAsync();
        await using RedisConnection connection = await RedisConnection.OpenAsync(new ConfigurationOptions { EndPoints = { { "127.0.0.1", one.Server.Port } } });
        await using var other = new RedisStore(one.Options with { Prefix = "staging:2" }, connection, RedisHarness.Owner);
        Task woken = other.WaitForWorkAsync(Given.Nothing, Deadline);

        // The same id, key and action in both
        ExecutionSubmission submission = Given.Submission() with { Idempotency = Given.Key("k") };
        await one.SubmitAsync(submission);
        Assert.Empty(await other.ClaimAsync(Given.AnyWork, Deadline));
        Assert.Empty((await other.ListAsync(new ExecutionQuery(), Deadline)).Items);
        Assert.Empty(await other.LanesAsync(Deadline));
        Assert.Equal(CancelOutcome.NotFound, await other.CancelAsync(submission.Id, Given.Alice, Deadline));
        Assert.False(woken.IsCompleted);

        Assert.Equal(SubmitStatus.Accepted, (await other.SubmitAsync([submission], Deadline))[0].Status);
        await woken;
        Lease here = (await one.ClaimOneAsync()).Lease, there = Assert.Single(await other.ClaimAsync(Given.AnyWork, Deadline)).Lease;
        Task cancelled = one.Work.WaitForCancelRequestsAsync(Deadline);
        Assert.Equal(CancelOutcome.Cancelling, await other.CancelAsync(submission.Id, Given.Alice, Deadline));
        await other.WaitForCancelRequestsAsync(Deadline);
        Assert.False(cancelled.IsCompleted);
        await other.FinishAsync(new FinishReport(there, ExecutionOutcome.Revoked), Deadline);
        await one.FinishAsync(here, Given.Outcome(ExecutionState.SUCCESS));
        Assert.Equal(
            (ExecutionState.SUCCESS, ExecutionState.REVOKED),
            ((await one.FindAsync(submission.Id)).State, (await other.FindAsync(submission.Id, Deadline))!.State));

        LocalCatalog first = RedisRegistry.Catalog(TestAction.Echo("first", "")), second = RedisRegistry.Catalog(TestAction.Echo("second", ""));
        var registry = new RedisFleetRegistry(connection, one.Store.Shards, TimeSpan.FromMinutes(1));
        var registry2 = new RedisFleetRegistry(connection, other.Shards, TimeSpan.FromMinutes(1));
        await registry.AnnounceAsync(RedisRegistry.Worker("a", first), first, first: true);
        await registry2.AnnounceAsync(RedisRegistry.Worker("b", second), second, first: true);
        Assert.Equal([first.Hash], await registry.CatalogsAsync());
        Assert.Equal([second.Hash], await registry2.CatalogsAsync());
        Assert.Equal("b", Assert.Single(await registry2.WorkersAsync()).Name);
        Assert.Null(await registry.CatalogAsync(second.Hash));

        Assert.All(await one.KeysAsync(), key => Assert.True(
            key.StartsWith("tp:", StringComparison.Ordinal) || key.StartsWith("staging:2:", StringComparison.Ordinal), key));
    }

    [Theory]
    [InlineData("tp", true), InlineData("a", true), InlineData("Team-7.staging_x:2", true), InlineData("12345678901234567890123456789012", true)]
    [InlineData("", false), InlineData("123456789012345678901234567890123", false), InlineData("a{b}", false), InlineData("a b", false), InlineData("a*", false)]
    [InlineData("a:", false), InlineData(":a", false), InlineData("é", false), InlineData("a\n", false)]
    public void A_prefix_is_plain(string prefix, bool valid) => Assert.Equal(valid, FleetPrefix.IsValid(prefix));
}
