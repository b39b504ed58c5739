using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;
using Tinpot.Settings.Redis;

namespace Tinpot.Load;

/// <summary>
/// What cannot be avoided between submission and start on a Redis, without Tinpot's scripts: one script that stores, one
/// notification, one script that takes.
/// </summary>
/// <remarks>
/// Reads lines "1 executions" and answers "executions/s p50 p99", the last two in microseconds from submission to start. An
/// execution is submitted some milliseconds after the one before has started, as in <see cref="Lifecycle"/>.
/// </remarks>
internal sealed class StoreFloor(IDatabase database)
{
    private const string Submit =
        """
        redis.call('HSET', KEYS[1], 'state', 'PENDING', 'details', ARGV[1])
        redis.call('LPUSH', KEYS[2], KEYS[1])
        redis.call('PUBLISH', KEYS[3], '')
        """;

    private const string Claim =
        """
        local key = redis.call('RPOP', KEYS[1])
        redis.call('HSET', key, 'state', 'STARTED')
        return redis.call('HGETALL', key)
        """;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(5);
    private static readonly string Details = new('.', 300);
    private static readonly RedisChannel Channel = RedisChannel.Literal("work");

    private TaskCompletionSource<long> _started = new();

    public static async Task<int> RunAsync()
    {
        if (!RedisUrl.TryParse(Environment.GetEnvironmentVariable("REDIS_URL") ?? "", out RedisUrl? url, out string? must))
        {
            Console.Error.WriteLine($"REDIS_URL {must}.");
            return 2;
        }

        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(url.Settings);
        var floor = new StoreFloor(connection.GetDatabase());
        await connection.GetSubscriber().SubscribeAsync(Channel, (_, _) => _ = floor.ClaimAsync());
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(await floor.RunAsync(int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
        return 0;
    }

    private async Task<string> RunAsync(int executions)
    {
        double[] waits = new double[executions];
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < executions; i++)
        {
            _started = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            long submitted = Stopwatch.GetTimestamp();
            await database.ScriptEvaluateAsync(Submit, ["execution:" + Guid.NewGuid().ToString("N"), "queue", Channel.ToString()], [Details]);
            waits[i] = Stopwatch.GetElapsedTime(submitted, await _started.Task).TotalMicroseconds;
            await Task.Delay(Idle);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Array.Sort(waits);
        return string.Create(
            CultureInfo.InvariantCulture, $"{executions / seconds} {waits[executions / 2]} {waits[executions * 99 / 100]}");
    }

    private async Task ClaimAsync()
    {
        try
        {
            await database.ScriptEvaluateAsync(Claim, ["queue"]);
            _started.TrySetResult(Stopwatch.GetTimestamp());
        }
        catch (RedisException error)
        {
            _started.TrySetException(error);
        }
    }
}
