using System.Collections.Concurrent;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Stores.Redis.Scripts;

/// <summary>Runs scripts, and says in a sentence what it means when that fails.</summary>
internal sealed class ScriptRunner(RedisConnection connection, TimeProvider? clock, UnreadableEntries? unreadable = null, IReadOnlyList<RedisEffect>? effects = null)
{
    private readonly ConcurrentDictionary<RedisScript, string> _texts = [];
    private readonly IDatabase _control = connection.Control.GetDatabase();
    private readonly IDatabase _bulk = connection.Bulk.GetDatabase();

    /// <summary>Reports a record that cannot be read.</summary>
    public void Report(string kind, string name, string reason) => unreadable?.Add(kind, name, reason);

    /// <summary>For what decides.</summary>
    /// <exception cref="StoreUnavailableException">It was not run, or it is unknown whether it was: it is safe to run again.</exception>
    public Task<RedisResult> RunAsync(RedisScript script, Shard shard, ScriptArguments arguments) =>
        RunAsync(_control, script, shard, arguments);

    /// <summary>For what is long.</summary>
    /// <exception cref="StoreUnavailableException">It was not run, or it is unknown whether it was: it is safe to run again.</exception>
    public Task<RedisResult> RunBulkAsync(RedisScript script, Shard shard, ScriptArguments arguments) =>
        RunAsync(_bulk, script, shard, arguments);

    /// <summary>On the calling thread, for whom the thread pool must not matter.</summary>
    /// <exception cref="StoreUnavailableException">It was not run, or it is unknown whether it was: it is safe to run again.</exception>
    public RedisResult Run(RedisScript script, Shard shard, ScriptArguments arguments)
    {
        try
        {
            return Answer(_control.ScriptEvaluate(TextOf(script), [shard.Prefix], arguments.At(clock), CommandFlags.DemandMaster));
        }
        catch (Exception error) when (RedisErrors.Explain(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>Runs a plain command of the bulk connection.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be asked.</exception>
    public Task<T> ReadAsync<T>(Func<IDatabase, Task<T>> command) => RedisErrors.TranslateAsync(() => command(_bulk));

    private string TextOf(RedisScript script) => effects is null ? script.Text : _texts.GetOrAdd(script, static (one, with) => one.With(with), effects);

    private async Task<RedisResult> RunAsync(IDatabase database, RedisScript script, Shard shard, ScriptArguments arguments)
    {
        try
        {
            return Answer(await database.ScriptEvaluateAsync(TextOf(script), [shard.Prefix], arguments.At(clock), CommandFlags.DemandMaster).ConfigureAwait(false));
        }
        catch (Exception error) when (RedisErrors.Explain(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>Reports what the script found unreadable, which stands before its answer.</summary>
    private RedisResult Answer(RedisResult result)
    {
        if (result.IsNull || result.Resp2Type != ResultType.Array || result.Length is not (2 or 3)
            || result[0].Resp2Type != ResultType.BulkString || (string?)result[0] != RedisScript.Unreadable)
        {
            return result;
        }

        for (int i = 0; i + 2 < result[1].Length; i += 3)
            Report((string?)result[1][i] ?? "", (string?)result[1][i + 1] ?? "", (string?)result[1][i + 2] ?? "");
        return result.Length == 3 ? result[2] : RedisResult.Create(RedisValue.Null);
    }
}
