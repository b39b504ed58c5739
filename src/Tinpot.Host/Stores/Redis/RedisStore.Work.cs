using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Platform;
using Tinpot.Stores.Redis.Wakeups;

namespace Tinpot.Stores.Redis;

internal sealed partial class RedisStore
{
    /// <summary>As large as a small submission.</summary>
    private static readonly byte[] Probe = new byte[16 * 1024];

    public TimeSpan? LeaseTime => _options.Lease;

    public async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        List<ClaimedExecution> claimed = [];
        // Begins anywhere, so that no part is always last
        int first = Random.Shared.Next(_shards.Length);
        for (int i = 0; i < _shards.Length && (claimed.Count < request.MaxCount || request.MaxCount == 0); i++)
        {
            try
            {
                claimed.AddRange(await _shards[(first + i) % _shards.Length]
                    .ClaimAsync(request with { MaxCount = Math.Max(0, request.MaxCount - claimed.Count) }, cancellation).ConfigureAwait(false));
            }
            catch (StoreUnavailableException) when (claimed.Count > 0)
            {
                // What is claimed is claimed; who asks again hears of it
                break;
            }
        }

        Own(claimed);
        return claimed;
    }

    public async Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        using WorkWaiter waiter = _nudges.Wait(request);
        // A nudge that is lost costs at most this time; each waits a little differently, so that they do not all come at once
        for (int looks = 1; ; looks++)
        {
            Task[] woken = [waiter.Signal.Next(), .. _shards.Select(static one => one.Owed.Next())];
            if (_shards.Any(static one => one.Owes))
                return [];
            long[] times = await Task.WhenAll(_shards.Select(one => one.PeekAsync(request))).WaitOrAbandonAsync(either.Token).ConfigureAwait(false);
            if (times.Contains(0))
                return [];
            TimeSpan pause = Backoff.Short.After(looks, spread: 0.25, Random.Shared);
            foreach (long time in times)
            {
                if (time > 0 && TimeSpan.FromMilliseconds(time) < pause)
                    pause = TimeSpan.FromMilliseconds(time);
            }

            // A notified worker claims at once: a query first would add a round trip before every start
            Task late = Task.Delay(pause, _options.Local, either.Token);
            if (await Task.WhenAny([.. woken, late]).ConfigureAwait(false) != late)
                return [];
            either.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>On the calling thread and to its end, so that a starved thread pool cannot keep a lease from being renewed.</summary>
    public Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation)
    {
        var statuses = new LeaseStatus[leases.Count];
        foreach (IGrouping<ShardStore, int> part in Enumerable.Range(0, leases.Count).GroupBy(i => ShardOf(leases[i].ExecutionId)))
        {
            foreach (int[] places in part.Chunk(ShardStore.RenewAtOnce))
            {
                IReadOnlyList<LeaseStatus> some = part.Key.Renew([.. places.Select(i => leases[i])]);
                for (int i = 0; i < places.Length; i++)
                    statuses[places[i]] = some[i];
            }
        }

        foreach (LeaseStatus status in statuses)
        {
            if (status.CancelRequested)
                _nudges.Cancels.Acknowledge(status.Lease.ExecutionId);
            if (status.Lost)
                _nudges.Cancels.Disown(status.Lease.ExecutionId);
        }

        return Task.FromResult<IReadOnlyList<LeaseStatus>>(statuses);
    }

    public async Task WaitForCancelRequestsAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        await _nudges.Cancels.Wait().WaitAsync(either.Token).ConfigureAwait(false);
    }

    public Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation) =>
        ShardOf(lease.ExecutionId).AppendAsync(lease, batch).WaitOrAbandonAsync(cancellation);

    public async Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation)
    {
        // An end takes work of its own shard only. Of several, the claim loop takes from each.
        FinishReport stored = _shards.Length == 1 ? report : report with { Next = null };
        IReadOnlyList<ClaimedExecution> taken = await ShardOf(report.Lease.ExecutionId).FinishAsync(stored, cancellation).ConfigureAwait(false);
        _nudges.Cancels.Disown(report.Lease.ExecutionId);
        Own(taken);
        return taken;
    }

    public async Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation)
    {
        await ShardOf(lease.ExecutionId).ReleaseAsync(lease, begun).WaitOrAbandonAsync(cancellation).ConfigureAwait(false);
        _nudges.Cancels.Disown(lease.ExecutionId);
    }

    public Task ProbeWriteAsync(CancellationToken cancellation) => _scripts
        .ReadAsync(database => database.StringSetAsync(_shards[0].Shard.Key("probe"), Probe, TimeSpan.FromMinutes(1)))
        .WaitOrAbandonAsync(cancellation);

    public async Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation)
    {
        List<LostExecution> lost = [];
        foreach (ShardStore shard in _shards)
        {
            while (await shard.PromoteAsync().WaitOrAbandonAsync(cancellation).ConfigureAwait(false) > 0)
            {
            }

            lost.AddRange(await shard.ReapAsync().WaitOrAbandonAsync(cancellation).ConfigureAwait(false));
        }

        return lost;
    }

    /// <summary>Listens for requests to cancel it.</summary>
    private void Own(IReadOnlyList<ClaimedExecution> claimed)
    {
        foreach (ClaimedExecution one in claimed)
            _nudges.Cancels.Own(one.Lease.ExecutionId);
    }
}
