using System.Buffers;
using System.Globalization;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>
/// Takes work away from owners that are gone. Every host does, without a lock that could be left behind: the script looks
/// again, and what two see is taken once.
/// </summary>
/// <remarks>
/// A lease that is over proves nothing alone: it also runs out while the server is away, for everybody. So an owner is
/// gone only if its lease was over in two passes in a row under the same fence, and its heartbeat has ended; and after a
/// time without passes, as when the server was away, and after the server's clock was set, everybody first has a whole
/// lease to come back. A heartbeat protects for two leases more: an owner that is alive and renews other work by then does not hold
/// this.
/// </remarks>
internal sealed class Reaper(Shard shard, ScriptRunner scripts, RedisStoreOptions options, TimeSpan keep)
{
    private readonly ServerClock _time = new(options.Clock ?? options.Local);
    private HashSet<(string Id, string Fence)> _overdue = [];
    private long _lastPass;
    private long _quietSince;
    private bool _begun;

    /// <summary>Passes farther apart than this were interrupted by something.</summary>
    private TimeSpan LongestGap => options.Lease / 2;

    /// <summary>The server's, since the first pass.</summary>
    public TimeProvider Time => _time;

    /// <returns>What lost its owner.</returns>
    public async Task<IReadOnlyList<LostExecution>> PassAsync()
    {
        var values = (string[])(await scripts.RunAsync(RedisScript.Overdue, shard, new ScriptArguments()).ConfigureAwait(false))!;
        long now = _time.GetTimestamp();
        var time = DateTimeOffset.FromUnixTimeMilliseconds(Number(values[0]));
        if (_time.Learn(time).Duration() > LongestGap || !_begun || _time.GetElapsedTime(_lastPass, now) > LongestGap)
        {
            _begun = true;
            _quietSince = now;
            _overdue = [];
        }

        _lastPass = now;
        if (_time.GetElapsedTime(_quietSince, now) < options.Lease)
            return [];

        HashSet<(string, string)> seen = [];
        List<LostExecution> lost = [];
        for (int i = 1; i < values.Length; i += 5)
        {
            (string id, string fence, string owner, long line) = (values[i], values[i + 1], values[i + 2], Number(values[i + 3]));
            bool forgotten = Number(values[i + 4]) > 2 * options.Lease.TotalMilliseconds;
            if (!_overdue.Contains((id, fence)))
                seen.Add((id, fence));
            else if (!forgotten && await scripts.ReadAsync(database => database.KeyExistsAsync(Heartbeat.Key(shard.Fleet, owner))).ConfigureAwait(false))
                seen.Add((id, fence));
            else if (await LoseAsync(id, fence, line, time).ConfigureAwait(false) is { } taken)
                lost.Add(taken);
        }

        _overdue = seen;
        return lost;
    }

    /// <returns>null when it is not as it was seen.</returns>
    private async Task<LostExecution?> LoseAsync(string id, string fence, long line, DateTimeOffset time)
    {
        var logged = new ArrayBufferWriter<byte>();
        ExecutionEvents.WriteLoss(logged, time, line + 1);
        var answer = (RedisResult[])(await scripts.RunAsync(RedisScript.Lose, shard, new ScriptArguments()
            .Add(id).Add(fence).Add(line).Add(keep).Add(LostExecutionPolicy.MostCrashes)
            .Add(logged.WrittenMemory).Add(StoreEvents.Pending).Add(StoreRules.Loss)).ConfigureAwait(false))!;
        return answer is [var action, var queue, var state, var rule]
            ? new LostExecution(
                (string)action!, Uri.UnescapeDataString((string)queue!), ExecutionStateNames.ParseState((byte[])state!),
                LostExecutionRules.Loss[(int)rule].End?.Error?.Reason)
            : null;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
