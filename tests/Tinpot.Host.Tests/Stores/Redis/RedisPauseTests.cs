using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>The store measures its pauses by the clock of the host.</summary>
public sealed class RedisPauseTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private readonly FakeTimeProvider _local = new();

    [Fact]
    public async Task Execution_is_listened_to_a_little_longer_than_somebody_follows_it()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { Local = _local });
        Guid id = await store.SubmitAsync(Given.Submission());
        // There is an event already
        await store.Client.WaitForEventsAsync(id, EventId.Start, default);

        Assert.Equal(1, store.Store.Followed);
        _local.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1, store.Store.Followed);
        _local.Advance(TimeSpan.FromSeconds(2));
        // Sooner than by the clock of the machine
        await Eventually.EmptyAsync(() => Enumerable.Repeat(id, store.Store.Followed).ToArray(), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Work_without_a_notification_is_found_after_a_pause()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(redis, options => options with { Local = _local });
        Task waiting = store.Work.WaitForWorkAsync(Given.Nothing, default);
        await store.SubmitAsync(Given.Submission() with { RunAt = store.Time.GetUtcNow() + TimeSpan.FromMilliseconds(100) });
        // It becomes due, of which nothing notifies
        store.Time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() =>
        {
            _local.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(waiting.IsCompleted);
        });
        await waiting;
    }
}
