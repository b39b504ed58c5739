using Microsoft.Extensions.DependencyInjection;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>The store of a host, where readings of events are counted and can be held.</summary>
internal sealed class WatchedReads(IExecutionClient inner) : IExecutionClient
{
    private int _pages;
    private int _held;
    private int _mostHeld;
    private long _bytes;

    /// <summary>What readings wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Which readings wait.</summary>
    public Predicate<EventRange> Holds { get; set; } = _ => true;

    /// <summary>How many pages were read.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>How many bytes were read.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How many readings wait now.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>How many readings waited at once.</summary>
    public int MostHeld => Volatile.Read(ref _mostHeld);

    public static void Add(IServiceCollection services)
    {
        ServiceDescriptor registered = services.Last(service => service.ServiceType == typeof(IExecutionClient));
        services.AddSingleton(provider => new WatchedReads((IExecutionClient)registered.ImplementationFactory!(provider)));
        services.AddSingleton<IExecutionClient>(provider => provider.GetRequiredService<WatchedReads>());
    }

    public static WatchedReads Of(ApiHost host) => host.Services.GetRequiredService<WatchedReads>();

    public async Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation)
    {
        if (Holds(range))
            await HoldAsync(cancellation);
        IReadOnlyList<EventBatch> page = await inner.ReadEventsAsync(id, range, cancellation);
        Interlocked.Increment(ref _pages);
        Interlocked.Add(ref _bytes, page.Sum(batch => (long)batch.Payload.Length));
        return page;
    }

    public Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation) => inner.SubmitAsync(submissions, cancellation);

    public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) => inner.CancelAsync(id, by, cancellation);

    public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

    public Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation) => inner.WaitForEndAsync(id, cancellation);

    public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) => inner.ListAsync(query, cancellation);

    public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) => inner.LanesAsync(cancellation);

    public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) => inner.CountLinesAsync(id, cancellation);

    public Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation) => inner.WaitForEventsAsync(id, after, cancellation);

    private async Task HoldAsync(CancellationToken cancellation)
    {
        int held = Interlocked.Increment(ref _held);
        int most;
        while ((most = MostHeld) < held && Interlocked.CompareExchange(ref _mostHeld, held, most) != most)
        {
        }

        try
        {
            await Gate.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
