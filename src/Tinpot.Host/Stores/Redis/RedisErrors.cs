using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Stores.Redis;

/// <summary>Says in a sentence what a failure of Redis means for who runs the host.</summary>
internal static class RedisErrors
{
    private const string Unknown = "Whether a change that was asked for was made is unknown.";

    /// <returns>null when the failure is not one of Redis.</returns>
    public static StoreUnavailableException? Explain(Exception error) => error switch
    {
        StoreUnavailableException known => known,
        RedisServerException server => new(Explain(server.Message), error),
        TimeoutException => new("Redis did not answer in time; it may be busy or unreachable. " + Unknown, error),
        RedisCommandException => new("No Redis server that is connected takes this command. Look whether REDIS_URL names the primary.", error),
        RedisException => new(
            "Redis cannot be reached. Look whether it runs and whether REDIS_URL is right; the host goes on by itself then. " + Unknown, error),
        ObjectDisposedException => new("The connection to Redis is closed, because the host is shutting down.", error),
        // No token is given to the client, so it gave up by itself
        OperationCanceledException => new("The connection to Redis was closed before it answered. " + Unknown, error),
        System.Net.Sockets.SocketException or IOException => new("The connection to Redis failed. " + Unknown, error),
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
        "NOPERM" => $"The user of Redis may not do what the host needs ({message}). docs/redis.md lists the ACL rules.",
        "MISCONF" => "Redis takes no writes because it cannot save them to its disk. Its own log says why.",
        "NOREPLICAS" => "Redis takes no writes because too few replicas follow it (min-replicas-to-write).",
        "CLUSTERDOWN" or "TRYAGAIN" => "The Redis cluster is not whole now; the host goes on by itself when it is.",
        // The rest may name scripts, keys and values, so it is left to the log
        var kind => kind.Length is > 0 and <= 32 && kind.All(char.IsAsciiLetterUpper)
            ? $"Redis answered with an error ({kind})."
            : "Redis answered with an error.",
    };
}
