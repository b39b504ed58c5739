using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>A real store for those who ask, one call of which fails as a test says.</summary>
internal sealed class FaultyClient : IExecutionClient
{
    public static readonly string[] Calls = ["Submit", "Cancel", "Find", "WaitForEnd", "List", "Lanes", "ReadEvents", "CountLines", "WaitForEvents"];

    public volatile StoreFault? Fault;

    public IExecutionClient Store { get; set; } = null!;

    public Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation) =>
        CallAsync("Submit", () => Store.SubmitAsync(submissions, cancellation));

    public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) =>
        CallAsync("Cancel", () => Store.CancelAsync(id, by, cancellation));

    public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) => CallAsync("Find", () => Store.FindAsync(id, cancellation));

    public Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation) => CallAsync("WaitForEnd", () => Store.WaitForEndAsync(id, cancellation));

    public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) => CallAsync("List", () => Store.ListAsync(query, cancellation));

    public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) => CallAsync("Lanes", () => Store.LanesAsync(cancellation));

    public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) =>
        CallAsync("ReadEvents", () => Store.ReadEventsAsync(id, range, cancellation));

    public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) => CallAsync("CountLines", () => Store.CountLinesAsync(id, cancellation));

    public async Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation) => await CallAsync("WaitForEvents", async () =>
    {
        await Store.WaitForEventsAsync(id, after, cancellation);
        return true;
    });

    private async Task<T> CallAsync<T>(string name, Func<Task<T>> call)
    {
        Throw(name, done: false);
        T answer = await call();
        Throw(name, done: true);
        return answer;
    }

    private void Throw(string call, bool done)
    {
        if (Fault is { } fault && fault.Call == call && fault.Done == done && fault.Take())
            throw fault.Make();
    }
}
