using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Workers.Running;

/// <summary>A store that is away now and then: before it has done what was asked, or after, when nobody knows.</summary>
internal sealed class FlakyWorkSource(IWorkSource store) : IWorkSource
{
    private readonly Lock _lock = new();
    private IReadOnlyList<ClaimedExecution> _unheard = [];
    private int _calls;

    /// <summary>Every so many appends and finishes fail; 0 = none.</summary>
    public int FailEvery { get; set; }

    public int Claims { get; private set; }

    public int Claimed { get; private set; }

    public int LargestClaim { get; private set; }

    public int Failures { get; private set; }

    public int Appends { get; private set; }

    /// <summary>Leases that have another owner.</summary>
    public Func<Lease, bool> IsLost { get; set; } = static _ => false;

    /// <summary>What nobody foresaw, thrown by the next claim.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What nobody foresaw, thrown by the next look for lost work.</summary>
    public Exception? ReapFault { get; set; }

    public TimeSpan? LeaseTime { get; set; }

    /// <summary>Tells when work was asked for.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Nothing can be renewed.</summary>
    public bool RenewFails { get; set; }

    /// <summary>So many claims of something are made, and their answers lost; asked again, the same is answered.</summary>
    public int UnansweredClaims { get; set; }

    /// <summary>Called with how much was claimed before that is answered.</summary>
    public Action<int> Answering { get; set; } = static _ => { };

    public int Renewals { get; private set; }

    public int Reaps { get; private set; }

    public Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        if (Fault is { } fault)
            return Task.FromException<IReadOnlyList<ClaimedExecution>>(fault);
        Claims++;
        LargestClaim = Math.Max(LargestClaim, request.MaxCount);
        return CountAsync(Clock.GetTimestamp(), store.ClaimAsync(request, cancellation));
    }

    /// <summary>Work is handed out by claims alone, so that they can be made to fail.</summary>
    public bool OnlyClaims { get; set; }

    public async Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation) =>
        Count(Asked(Clock.GetTimestamp(), await store.WaitForWorkAsync(OnlyClaims ? request with { MaxCount = 0 } : request, cancellation)));

    public async Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation)
    {
        Renewals++;
        if (RenewFails)
            throw new StoreUnavailableException("away");
        return [.. (await store.RenewAsync(leases, cancellation)).Select(status => status with { Lost = status.Lost || IsLost(status.Lease) })];
    }

    public Task WaitForCancelRequestsAsync(CancellationToken cancellation) => store.WaitForCancelRequestsAsync(cancellation);

    public Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation)
    {
        Appends++;
        return IsLost(lease) ? throw new OwnershipLostException(lease) : MaybeAsync(() => store.AppendAsync(lease, batch, cancellation));
    }

    public async Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation)
    {
        if (IsLost(report.Lease))
            throw new OwnershipLostException(report.Lease);
        IReadOnlyList<ClaimedExecution> claimed = [];
        // An end that fails after it was stored would lose what it claimed, which this store does not repeat
        FinishReport given = FailEvery > 0 || OnlyClaims ? report with { Next = null } : report;
        await MaybeAsync(async () => claimed = await store.FinishAsync(given, cancellation), knows: true);
        return Count(Asked(Clock.GetTimestamp(), claimed));
    }

    public Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation) => store.ReleaseAsync(lease, begun, cancellation);

    public Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation)
    {
        Reaps++;
        return ReapFault is { } fault ? Task.FromException<IReadOnlyList<LostExecution>>(fault) : store.ReapAsync(cancellation);
    }

    public Task ProbeWriteAsync(CancellationToken cancellation) => store.ProbeWriteAsync(cancellation);

    private async Task<IReadOnlyList<ClaimedExecution>> CountAsync(long asked, Task<IReadOnlyList<ClaimedExecution>> claiming)
    {
        IReadOnlyList<ClaimedExecution> claimed = [.. _unheard, .. Asked(asked, await claiming)];
        _unheard = [];
        if (claimed.Count > 0 && UnansweredClaims > 0)
        {
            UnansweredClaims--;
            _unheard = claimed;
            throw new StoreUnavailableException("the answer is lost");
        }

        return Count(claimed);
    }

    private static IReadOnlyList<ClaimedExecution> Asked(long asked, IReadOnlyList<ClaimedExecution> claimed) =>
        [.. claimed.Select(one => one with { Asked = asked })];

    private IReadOnlyList<ClaimedExecution> Count(IReadOnlyList<ClaimedExecution> claimed)
    {
        if (claimed.Count == 0)
            return claimed;
        lock (_lock)
            Claimed += claimed.Count;
        Answering(claimed.Count);
        return claimed;
    }

    private async Task MaybeAsync(Func<Task> write, bool knows = false)
    {
        int call;
        lock (_lock)
            call = ++_calls;
        bool fails = FailEvery > 0 && call % FailEvery == 0;
        if (!fails || (call / FailEvery % 2 == 0 && !knows))
            await write();
        if (!fails)
            return;
        lock (_lock)
            Failures++;
        throw new StoreUnavailableException("away");
    }
}
