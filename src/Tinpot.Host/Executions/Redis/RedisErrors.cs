using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>Says in a sentence what a failure of Redis means for who runs the host.</summary>
internal static class RedisErrors
{
    /// <returns>null when the failure is not one of Redis.</returns>
    public static StoreUnavailableException? Explain(Exception error) => error switch
    {
        StoreUnavailableException known => known,
        RedisTimeoutException => new(
            "Redis did not answer in time. It may be busy or unreachable; what was asked for may have happened, and is safe to repeat.", error),
        RedisServerException server => new(Explain(server.Message), error),
        RedisException => new("Redis cannot be reached. Look whether it runs and whether REDIS_URL is right; the host goes on by itself then.", error),
        ObjectDisposedException => new("The connection to Redis is closed, the host is shutting down.", error),
        _ => null,
    };

    /// <summary>Runs commands of the client.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be asked; the message says why.</exception>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> commands)
    {
        try
        {
            return await commands().ConfigureAwait(false);
        }
        catch (Exception error) when (Explain(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    private static string Explain(string message) => message.Split(' ', 2)[0] switch
    {
        "OOM" => "Redis is full: it has reached its maxmemory. Raise maxmemory, or keep less (TINPOT_RETENTION_COUNT); the host goes on by itself then.",
        "LOADING" => "Redis is starting and still reads its data; the host goes on by itself then.",
        "READONLY" or "MASTERDOWN" => "Redis is a replica now and takes no writes. The host goes on by itself once it finds the primary.",
        "BUSY" => "Redis is busy with a script that does not end. Look with SLOWLOG who runs it; SCRIPT KILL ends it.",
        "NOAUTH" or "WRONGPASS" => "Redis refuses the credentials in REDIS_URL. Set its user and password there.",
        "NOPERM" => $"The user of Redis may not do what the host needs ({message}). The operator guide lists the ACL rules.",
        "MISCONF" => $"Redis takes no writes because it cannot save them: {message}",
        "NOREPLICAS" => "Redis takes no writes because too few replicas follow it (min-replicas-to-write).",
        "CLUSTERDOWN" or "TRYAGAIN" => "The Redis cluster is not whole now; the host goes on by itself when it is.",
        _ => $"Redis failed: {message}",
    };
}
