using System.Globalization;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Stores.Redis.Scripts;
using Tinpot.Stores.Redis.Writing;

namespace Tinpot.Stores.Redis;

internal sealed partial class ShardStore
{
    /// <summary>Leases of one script: it must not hold up the server.</summary>
    public const int RenewAtOnce = 100;

    /// <summary>Executions of one claim; who has more free slots claims again.</summary>
    private const int ClaimAtOnce = 100;

    /// <summary>So long an execution waits that was offered to a worker without its action.</summary>
    private static readonly TimeSpan AsideTime = TimeSpan.FromSeconds(5);

    /// <summary>The number of the last claim. It is unanswered until it is known to be answered, and then repeated under its number.</summary>
    private long _claim;

    private bool _unanswered;

    /// <summary>When it was first asked for.</summary>
    private long _asked;

    private readonly SemaphoreSlim _claiming = new(1, 1);

    /// <summary>What was claimed, cannot be read, and has not been ended yet.</summary>
    private readonly Queue<(Lease Lease, ExecutionOutcome Outcome)> _unreadable = [];

    /// <summary>One at a time: the answer of a claim that failed is for the next.</summary>
    public async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        await _claiming.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await ClaimAsync(request).ConfigureAwait(false);
        }
        finally
        {
            _claiming.Release();
        }
    }

    private async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request)
    {
        await EndUnreadableAsync().ConfigureAwait(false);
        bool repeated = _unanswered;
        if (!repeated)
        {
            if (request.MaxCount == 0)
                return [];
            _claim++;
            _asked = _options.Local.GetTimestamp();
        }

        _unanswered = true;
        ScriptArguments arguments = new ScriptArguments()
            .Add(request.Worker).Add(_owner).Add(_claim).Add(repeated)
            .Add(_options.Lease).Add(AsideTime).Add(Math.Min(request.MaxCount, ClaimAtOnce)).Add(request.Catalog)
            .Add(StoreEvents.Pending).Add(EventTemplate.State(ExecutionState.STARTED, request.Worker));
        var values = (RedisResult[])(await _scripts.RunAsync(RedisScript.Claim, Shard, AddLanes(arguments, request)).ConfigureAwait(false))!;
        _unanswered = false;
        List<ClaimedExecution> claimed = ClaimReader.Read(values, (lease, damaged) =>
        {
            _scripts.Report("execution", lease.ExecutionId.ToString("N"), Unreadable.Reason(damaged));
            _unreadable.Enqueue((lease, LostExecutionPolicy.UnreadableOf(damaged)));
        });
        // If that fails the next claim does it: nothing may keep the others from being run
        await EndUnreadableAsync(claimed.Count > 0).ConfigureAwait(false);
        return [.. claimed.Select(one => one with { Asked = _asked })];
    }

    /// <summary>Ends what was claimed and cannot be read.</summary>
    /// <param name="later">Leaves it to the next call when the server cannot be asked.</param>
    private async Task EndUnreadableAsync(bool later = false)
    {
        while (_unreadable.TryPeek(out (Lease Lease, ExecutionOutcome Outcome) one))
        {
            try
            {
                await FinishAsync(one.Lease, one.Outcome, CancellationToken.None).ConfigureAwait(false);
            }
            catch (OwnershipLostException)
            {
                // Somebody else has it now, and will find the same
            }
            catch (StoreUnavailableException) when (later)
            {
                return;
            }

            _unreadable.Dequeue();
        }
    }

    /// <summary>How many milliseconds until a claim may find work: 0 = it may now, −1 = unknown.</summary>
    public async Task<long> PeekAsync(ClaimRequest request) =>
        (long)await _scripts.RunAsync(RedisScript.Peek, Shard, AddLanes(new ScriptArguments(), request)).ConfigureAwait(false);

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
        if (batch.First.Fence != lease.Fence || batch.Count < 1)
            throw new InvalidOperationException($"Batch {batch.First} of {batch.Count} is not one of fence {lease.Fence}.");
        var answer = (string)(await _scripts.RunBulkAsync(RedisScript.Append, Shard, new ScriptArguments()
            .Add(lease.ExecutionId).Add(lease.Fence).Add(_owner).Add(batch.First.Sequence).Add(batch.Count)
            .Add(batch.FirstLine).Add(batch.Lines).Add(batch.Calls).Add(batch.Payload)).ConfigureAwait(false))!;
        switch (answer)
        {
            case "stored" or "same":
                return;
            case "lost":
                throw new OwnershipLostException(lease);
            default:
                throw new InvalidOperationException(
                    $"Batch {batch.First} to {batch.Last} of execution {lease.ExecutionId} does not follow what is stored; the next event is {answer}.");
        }
    }

    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    public async Task FinishAsync(Lease lease, ExecutionOutcome outcome, CancellationToken cancellation)
    {
        if (await _finishes.AddAsync((lease, outcome), cancellation).ConfigureAwait(false) == FinishReply.Lost)
            throw new OwnershipLostException(lease);
    }

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

    private async Task<IReadOnlyList<FinishReply>> FinishTogetherAsync(IReadOnlyList<(Lease Lease, ExecutionOutcome Outcome)> reports)
    {
        ScriptArguments arguments = new ScriptArguments().Add(_owner).Add(_keep).Add(StoreEvents.Revoked).Add(reports.Count);
        foreach ((Lease lease, ExecutionOutcome outcome) in reports)
        {
            bool retry = outcome.State == ExecutionState.RETRY;
            arguments.Add(lease.ExecutionId).Add(lease.Fence).Add(outcome.State.ToString())
                .Add(outcome.Result).Add(outcome.Error is { } error ? ExecutionErrorJson.Write(error) : null)
                .Add(retry ? default : StoreEvents.Complete(outcome))
                .Add(outcome.RetryAt).Add(outcome.Error?.Reason == FailureReason.Crash)
                .Add(retry ? EventTemplate.State(ExecutionState.RETRY, retryAt: outcome.RetryAt, error: outcome.Error) : EventTemplate.None)
                .Add(((long?)outcome.Duration?.TotalMilliseconds)?.ToString(CultureInfo.InvariantCulture));
        }

        var answers = (string[])(await _scripts.RunAsync(RedisScript.Finish, Shard, arguments).ConfigureAwait(false))!;
        return [.. answers.Select(answer => answer == "lost" ? FinishReply.Lost : FinishReply.Stored)];
    }

    private static ScriptArguments AddLanes(ScriptArguments arguments, ClaimRequest request) => request.Lanes is { } lanes
        ? arguments.Add([.. lanes.Select(lane => LaneName.Of(lane.Queue, lane.Group))])
        : arguments.Add(-1).Add(Escaped(request.Queues)).Add(Escaped(request.Groups));

    private static List<string>? Escaped(IReadOnlyList<string>? names) => names is null ? null : [.. names.Select(Uri.EscapeDataString)];
}
