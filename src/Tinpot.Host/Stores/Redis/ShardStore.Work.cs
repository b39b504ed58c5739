using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis.Claiming;
using Tinpot.Stores.Redis.Scripts;
using Tinpot.Stores.Redis.Wakeups;
using Tinpot.Stores.Redis.Writing;

namespace Tinpot.Stores.Redis;

internal sealed partial class ShardStore
{
    /// <summary>Leases of one script: it must not hold up the server.</summary>
    public const int RenewAtOnce = 100;

    /// <summary>Is set when a claim would find what an earlier one took.</summary>
    public WakeupSignal Owed => _claims.Owed;

    /// <summary>Whether a claim would find what an earlier one took.</summary>
    public bool Owes => _claims.Owes;

    public Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation) =>
        _claims.ClaimAsync(request, cancellation);

    /// <summary>How many milliseconds until a claim may find work: 0 = it may now, −1 = unknown.</summary>
    public async Task<long> PeekAsync(ClaimRequest request) =>
        (long)await _scripts.RunAsync(RedisScript.Peek, Shard, Claims.AddLanes(new ScriptArguments(), request)).ConfigureAwait(false);

    /// <summary>On the calling thread.</summary>
    public IReadOnlyList<LeaseStatus> Renew(IReadOnlyList<Lease> leases)
    {
        ScriptArguments arguments = new ScriptArguments().Add(_options.Lease).Add(_owner).Add(leases.Count);
        foreach (Lease lease in leases)
            arguments.Add(lease.ExecutionId).Add(lease.Fence);
        var answers = (string[])_scripts.Run(RedisScript.Renew, Shard, arguments)!;
        return [.. leases.Select((lease, i) => new LeaseStatus(lease, CancelRequested: answers[i] == "cancel", Lost: answers[i] == "lost"))];
    }

    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The batch does not follow the last one.</exception>
    public async Task AppendAsync(Lease lease, EventBatch batch)
    {
        BatchOrder.Check(lease, batch);
        var answer = (string)(await _scripts.RunBulkAsync(RedisScript.Append, Shard, new ScriptArguments()
            .Add(lease.ExecutionId).Add(lease.Fence).Add(_owner).Add(batch)).ConfigureAwait(false))!;
        BatchAnswer.Check(answer, lease, batch);
    }

    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The last events do not follow what is stored.</exception>
    public Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation) =>
        _ends.StoreAsync(report, cancellation);

    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    public async Task ReleaseAsync(Lease lease, bool begun)
    {
        RedisResult answer = await _scripts.RunAsync(RedisScript.Release, Shard, new ScriptArguments()
            .Add(lease.ExecutionId).Add(lease.Fence).Add(_owner).Add(begun).Add(_keep)
            .Add(StoreEvents.Pending).Add(StoreRules.Release)).ConfigureAwait(false);
        if ((int)answer == 0)
            throw new OwnershipLostException(lease);
    }

    /// <summary>Makes PENDING what is due.</summary>
    /// <returns>How many; call again until none.</returns>
    public async Task<int> PromoteAsync() =>
        (int)await _scripts.RunAsync(RedisScript.Due, Shard, new ScriptArguments().Add(StoreEvents.Pending)).ConfigureAwait(false);

    /// <summary>Takes work away from owners that are gone.</summary>
    /// <returns>As it is now.</returns>
    public Task<IReadOnlyList<LostExecution>> ReapAsync() => _reaper.PassAsync();
}
