using StackExchange.Redis;

namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Everybody in this process who follows one execution.</summary>
internal sealed class EventSubscribers
{
    private static readonly RedisValue GoesOn = "+";

    public EventSubscribers(Guid id, RedisChannel channel)
    {
        Id = id;
        Channel = channel;
        OnMessage = (_, message) => Notify(message);
    }

    public Guid Id { get; }

    public RedisChannel Channel { get; }

    /// <summary>What the channel calls. Only this is taken from it again: another may listen there by then.</summary>
    public Action<RedisChannel, RedisValue> OnMessage { get; }

    /// <summary>Something happened to it.</summary>
    public WakeupSignal Signal { get; } = new();

    /// <summary>It has ended, or may have.</summary>
    public WakeupSignal Ended { get; } = new();

    public Task Subscribed { get; set; } = Task.CompletedTask;

    public int Count { get; set; }

    /// <param name="message">As <c>events.lua</c> says; nothing from a host of an older version.</param>
    private void Notify(RedisValue message)
    {
        Signal.Set();
        if (message != GoesOn)
            Ended.Set();
    }
}
