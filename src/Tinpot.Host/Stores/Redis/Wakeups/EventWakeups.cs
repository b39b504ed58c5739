using StackExchange.Redis;

namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>
/// The viewers of each execution. An execution has its own channel, which is subscribed while somebody follows it and
/// a little longer: a viewer waits again and again.
/// </summary>
internal sealed class EventWakeups(ISubscriber subscriber, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, EventSubscribers> _followed = [];
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Executions that are listened to.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _followed.Count;
        }
    }

    public async Task<EventSubscription> JoinAsync(Guid id, RedisChannel channel, CancellationToken cancellation)
    {
        EventSubscribers? followers;
        lock (_lock)
        {
            if (!_followed.TryGetValue(id, out followers))
            {
                _followed.Add(id, followers = new EventSubscribers(id, channel));
                followers.Subscribed = SubscribeAsync(followers);
            }

            followers.Count++;
        }

        try
        {
            // Without it the one who waits looks by itself, a little later
            await followers.Subscribed.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            // It was counted, and nobody else will leave for it
            Unsubscribe(followers);
            throw;
        }

        return new EventSubscription(followers, this);
    }

    public void Unsubscribe(EventSubscribers followers)
    {
        lock (_lock)
        {
            if (--followers.Count == 0)
                _ = ForgetAsync(followers);
        }
    }

    public async ValueTask DisposeAsync() => await _closing.CancelAsync().ConfigureAwait(false);

    private async Task SubscribeAsync(EventSubscribers followers)
    {
        try
        {
            await subscriber.SubscribeAsync(followers.Channel, followers.OnMessage).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Of any kind: who waits looks by itself
        }
    }

    private async Task ForgetAsync(EventSubscribers followers)
    {
        await Task.Delay(Linger, clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            if (followers.Count > 0 || !_followed.Remove(followers.Id))
                return;
        }

        try
        {
            await subscriber.UnsubscribeAsync(followers.Channel, followers.OnMessage).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Of any kind: the connection is gone, and the subscription with it
        }
    }
}
