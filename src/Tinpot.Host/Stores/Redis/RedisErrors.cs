using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Stores.Redis;

/// <summary>Says in a sentence what a failure of Redis means for who runs the host.</summary>
internal static class RedisErrors
{
    private const string Unknown = "It is not known whether the requested change was made.";

    /// <returns>null when the failure is not one of Redis.</returns>
    public static StoreUnavailableException? Explain(Exception error) => error switch
    {
        StoreUnavailableException known => known,
        RedisServerException server => new(Explain(server.Message), error),
        TimeoutException => new("Redis did not answer in time; it may be busy or unreachable. " + Unknown, error),
        RedisCommandException => new("No connected Redis server accepts this command. Check that REDIS_URL names the primary.", error),
        RedisException => new(
            "Redis cannot be reached. Check that it runs and that REDIS_URL is correct; the host then continues automatically. " + Unknown, error),
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
        "OOM" => "Redis is full: it has reached its maxmemory. Raise maxmemory, or keep fewer executions (TINPOT_RETENTION_COUNT); the host then continues automatically.",
        "LOADING" => "Redis is starting and still loads its data; the host continues automatically afterwards.",
        "READONLY" or "MASTERDOWN" => "Redis is a replica now and does not accept writes. The host continues automatically when it finds the primary.",
        "BUSY" => "Redis is busy with a script that does not end. SLOWLOG shows who runs it; SCRIPT KILL ends it.",
        "NOAUTH" or "WRONGPASS" => "Redis refuses the credentials in REDIS_URL. Set its user and password there.",
        "NOPERM" => $"The Redis user does not have the permissions that the host needs ({message}). docs/redis.md lists the ACL rules.",
        "MISCONF" => "Redis does not accept writes because it cannot save them to its disk. The log of Redis says why.",
        "NOREPLICAS" => "Redis does not accept writes because too few replicas are connected (min-replicas-to-write).",
        "CLUSTERDOWN" or "TRYAGAIN" => "The Redis cluster is incomplete; the host continues automatically when the cluster is complete again.",
        // The rest may name scripts, keys and values, so it is left to the log
        var kind => kind.Length is > 0 and <= 32 && kind.All(char.IsAsciiLetterUpper)
            ? $"Redis answered with an error ({kind})."
            : "Redis answered with an error.",
    };
}
