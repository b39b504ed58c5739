using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>
/// What other hosts tell this one through Redis: that there is work, a cancel request, an event. Losing any of it costs
/// time and nothing else: waiters also check from time to time without a notification.
/// </summary>
internal sealed class WakeupChannel : IAsyncDisposable
{
    private readonly ISubscriber _subscriber;
    private readonly TimeProvider _clock;
    private readonly WorkWakeups _work = new();
    private readonly CancelWakeups _cancels = new();
    private readonly EventWakeups _events;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _subscribing;

    private readonly Action<string, string, string> _report;

    /// <param name="report">Gets kind, name and reason of a message that cannot be handled.</param>
    public WakeupChannel(ISubscriber subscriber, IReadOnlyList<Shard> shards, Action<string, string, string> report, TimeProvider clock)
    {
        _clock = clock;
        _subscriber = subscriber;
        _report = report;
        _events = new EventWakeups(subscriber, clock);
        _subscribing = Task.WhenAll(shards.SelectMany(shard => (Task[])
            [
                SubscribeAsync(shard.Channel("work"), lane => _work.Wake(lane)),
                SubscribeAsync(shard.Channel("cancel"), id => _cancels.Request(id)),
            ]));
    }

    /// <summary>Requests to cancel what this process owns.</summary>
    public CancelWakeups Cancels => _cancels;

    /// <summary>Joins those who are woken by the next event of an execution.</summary>
    public Task<EventSubscription> JoinAsync(Guid id, Shard shard, CancellationToken cancellation) =>
        _events.JoinAsync(id, shard.Channel("e:" + id.ToString("N")), cancellation);

    /// <summary>Executions that somebody follows, or did a moment ago.</summary>
    public int Followed => _events.Count;

    /// <summary>Joins those who are woken by work that the request serves.</summary>
    public WorkWaiter Wait(ClaimRequest request) => _work.Wait(request);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _subscribing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _events.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The client keeps a subscription over lost connections; only the first may fail.</summary>
    private async Task SubscribeAsync(RedisChannel channel, Action<string> told)
    {
        for (int failures = 1; ; failures++)
        {
            try
            {
                await _subscriber.SubscribeAsync(channel, (_, message) => Notify(channel, message, told)).WaitOrAbandonAsync(_closing.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (!_closing.IsCancellationRequested)
            {
                if (RedisErrors.Explain(error) is null)
                    _report("message", channel.ToString(), error.Message);
                await Task.Delay(Backoff.Short.After(failures), _clock, _closing.Token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>On a thread of the client, which nothing may end.</summary>
    private void Notify(RedisChannel channel, RedisValue message, Action<string> told)
    {
        try
        {
            told((string?)message ?? "");
        }
        catch (Exception error)
        {
            _report("message", channel.ToString(), error.Message);
        }
    }
}
