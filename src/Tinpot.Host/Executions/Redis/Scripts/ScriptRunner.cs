using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>Runs scripts, and says in a sentence what it means when that fails.</summary>
internal sealed class ScriptRunner(RedisConnection connection, TimeProvider? clock)
{
    private readonly IDatabase _control = connection.Control.GetDatabase();
    private readonly IDatabase _bulk = connection.Bulk.GetDatabase();

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
            return _control.ScriptEvaluate(script.Text, [shard.Prefix], arguments.At(clock), CommandFlags.DemandMaster);
        }
        catch (Exception error) when (RedisErrors.Explain(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>Runs a plain command of the bulk connection.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be asked.</exception>
    public Task<T> ReadAsync<T>(Func<IDatabase, Task<T>> command) => RedisErrors.TranslateAsync(() => command(_bulk));

    private async Task<RedisResult> RunAsync(IDatabase database, RedisScript script, Shard shard, ScriptArguments arguments)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Text, [shard.Prefix], arguments.At(clock), CommandFlags.DemandMaster).ConfigureAwait(false);
        }
        catch (Exception error) when (RedisErrors.Explain(error) is { } unavailable)
        {
            throw unavailable;
        }
    }
}
