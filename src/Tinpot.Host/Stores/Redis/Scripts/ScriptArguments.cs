using StackExchange.Redis;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Redis.Scripts;

/// <summary>The arguments of a script, in the order in which it takes them. What is absent is empty.</summary>
internal sealed class ScriptArguments
{
    private readonly List<RedisValue> _values = [RedisValue.EmptyString];

    public ScriptArguments Add(string? text) => Value(text ?? RedisValue.EmptyString);

    public ScriptArguments Add(long number) => Value(number);

    public ScriptArguments Add(bool flag) => Value(flag ? "1" : "0");

    public ScriptArguments Add(Guid id) => Value(id.ToString("N"));

    public ScriptArguments Add(Guid? id) => id is { } given ? Add(given) : Value(RedisValue.EmptyString);

    public ScriptArguments Add(TimeSpan time) => Value((long)time.TotalMilliseconds);

    public ScriptArguments Add(DateTimeOffset? moment) => moment is { } given ? Value(given.ToUnixTimeMilliseconds()) : Value(RedisValue.EmptyString);

    public ScriptArguments Add(ReadOnlyMemory<byte> bytes) => Value(bytes);

    public ScriptArguments Add(ReadOnlyMemory<byte>? bytes) => Value(bytes ?? RedisValue.EmptyString);

    public ScriptArguments Add(EventTemplate template) => Value(template.Before).Value(template.After).Value(template.Without);

    public ScriptArguments Add(EventBatch batch) => Value(batch.First.Sequence).Value(batch.Count)
        .Value(batch.FirstLine).Value(batch.Lines).Value(batch.Calls).Value(batch.Payload);

    /// <summary>Adds arguments that were prepared before, because they are the same in every call.</summary>
    public ScriptArguments Add(ScriptArguments prepared)
    {
        _values.AddRange(prepared._values.Skip(1));
        return this;
    }

    /// <summary>How many, then each; null = all, which is −1.</summary>
    public ScriptArguments Add(IReadOnlyCollection<string>? names)
    {
        Value(names?.Count ?? -1);
        foreach (string name in names ?? [])
            Value(name);
        return this;
    }

    /// <param name="clock">Whose time it is; null = the server's.</param>
    public RedisValue[] At(TimeProvider? clock)
    {
        if (clock is not null)
            _values[0] = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. _values];
    }

    private ScriptArguments Value(RedisValue value)
    {
        _values.Add(value);
        return this;
    }
}
