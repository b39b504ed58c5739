using StackExchange.Redis;

namespace Tinpot.Stores.Redis.Waking;

/// <summary>Everybody in this process who follows one execution.</summary>
internal sealed class EventFollowers
{
    public EventFollowers(Guid id, RedisChannel channel)
    {
        Id = id;
        Channel = channel;
        Told = (_, _) => Bell.Ring();
    }

    public Guid Id { get; }

    public RedisChannel Channel { get; }

    /// <summary>What the channel calls. Only this is taken from it again: another may listen there by then.</summary>
    public Action<RedisChannel, RedisValue> Told { get; }

    public Bell Bell { get; } = new();

    public Task Subscribed { get; set; } = Task.CompletedTask;

    public int Count { get; set; }
}
