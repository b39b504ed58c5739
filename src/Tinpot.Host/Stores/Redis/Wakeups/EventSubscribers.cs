using StackExchange.Redis;

namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Everybody in this process who follows one execution.</summary>
internal sealed class EventSubscribers
{
    public EventSubscribers(Guid id, RedisChannel channel)
    {
        Id = id;
        Channel = channel;
        OnMessage = (_, _) => Signal.Set();
    }

    public Guid Id { get; }

    public RedisChannel Channel { get; }

    /// <summary>What the channel calls. Only this is taken from it again: another may listen there by then.</summary>
    public Action<RedisChannel, RedisValue> OnMessage { get; }

    public WakeupSignal Signal { get; } = new();

    public Task Subscribed { get; set; } = Task.CompletedTask;

    public int Count { get; set; }
}
