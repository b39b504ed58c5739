using System.Collections.Concurrent;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>A real store, one call of which fails as a test says. A claim whose answer is lost is answered again, as stores do.</summary>
internal sealed class FaultyWorkSource(IWorkSource store) : IWorkSource
{
    private IReadOnlyList<ClaimedExecution> _unheard = [];

    public volatile StoreFault? Fault;

    /// <summary>More of them, one after another, for calls that are made by themselves.</summary>
    public ConcurrentQueue<StoreFault> Later { get; } = new();

    /// <summary>Outcomes that the store never takes.</summary>
    public Func<ExecutionOutcome, bool> Rejects { get; set; } = static _ => false;

    public TimeSpan? LeaseTime => store.LeaseTime;

    public async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        Before("Claim");
        IReadOnlyList<ClaimedExecution> claimed = [.. _unheard, .. await store.ClaimAsync(request, cancellation)];
        _unheard = [];
        // A lost answer to a claim of nothing loses nothing
        if (claimed.Count > 0 && Fault is { Call: "Claim", Done: true } fault && fault.Take())
        {
            _unheard = claimed;
            throw fault.Make();
        }

        return claimed;
    }

    /// <summary>Work is handed out by claims alone, so that each of them can be made to fail.</summary>
    public async Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken cancellation)
    {
        Before("WaitForWork");
        IReadOnlyList<ClaimedExecution> claimed = await store.WaitForWorkAsync(request with { MaxCount = 0 }, cancellation);
        After("WaitForWork");
        return claimed;
    }

    public async Task<IReadOnlyList<LeaseStatus>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken cancellation)
    {
        Before("Renew");
        IReadOnlyList<LeaseStatus> statuses = await store.RenewAsync(leases, cancellation);
        After("Renew");
        return statuses;
    }

    public Task WaitForCancelRequestsAsync(CancellationToken cancellation) =>
        CallAsync("WaitForCancelRequests", () => store.WaitForCancelRequestsAsync(cancellation));

    public Task AppendAsync(Lease lease, EventBatch batch, CancellationToken cancellation) =>
        CallAsync("Append", () => store.AppendAsync(lease, batch, cancellation));

    public async Task<IReadOnlyList<ClaimedExecution>> FinishAsync(FinishReport report, CancellationToken cancellation)
    {
        if (Rejects(report.Outcome))
            throw new InvalidOperationException("This outcome cannot be stored.");
        Before("Finish");
        // An end whose answer is lost would lose what it claimed, which this store does not repeat
        IReadOnlyList<ClaimedExecution> claimed = await store.FinishAsync(report with { Next = null }, cancellation);
        After("Finish");
        return claimed;
    }

    public Task ReleaseAsync(Lease lease, bool begun, CancellationToken cancellation) =>
        CallAsync("Release", () => store.ReleaseAsync(lease, begun, cancellation));

    public async Task<IReadOnlyList<LostExecution>> ReapAsync(CancellationToken cancellation)
    {
        Before("Reap");
        IReadOnlyList<LostExecution> lost = await store.ReapAsync(cancellation);
        After("Reap");
        return lost;
    }

    public Task ProbeWriteAsync(CancellationToken cancellation) => store.ProbeWriteAsync(cancellation);

    private async Task CallAsync(string name, Func<Task> call)
    {
        Before(name);
        await call();
        After(name);
    }

    private void Before(string call) => Throw(call, done: false);

    private void After(string call) => Throw(call, done: true);

    private void Throw(string call, bool done)
    {
        if (Fault is { } fault && fault.Call == call && fault.Done == done && fault.Take())
            throw fault.Make();
        if (Later.TryPeek(out StoreFault? next) && next.Call == call && next.Done == done && Later.TryDequeue(out next))
            throw next.Make();
    }
}
