using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Log;

namespace Tinpot.Workers.Running;

/// <summary>Stores the events of one run under its lease, and sends a batch again until its outcome is known.</summary>
internal sealed class LeaseEventSink(IWorkSource source, ActiveRun run, StoreRetry retry, Action<Exception> onFault) : IEventSink, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _closed = new();

    /// <summary>The last events, to be stored with the end; null when all are stored.</summary>
    public EventBatch? Last { get; private set; }

    public async ValueTask WriteAsync(EventBatch batch, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _closed.Token.ThrowIfCancellationRequested();
            await retry.RunAsync(token => AppendAsync(batch, token), _closed.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !_closed.IsCancellationRequested)
        {
            // Of any kind: an event that is not stored must not be followed by an end that says success
            onFault(error);
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    public ValueTask WriteLastAsync(EventBatch batch, CancellationToken cancellation)
    {
        _closed.Token.ThrowIfCancellationRequested();
        Last = batch;
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes nothing more, and returns when nothing is under way: then the end can be written after the last event.</summary>
    public async Task CloseAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        await _one.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _one.Release();
    }

    public void Dispose() => _closed.Dispose();

    private Task AppendAsync(EventBatch batch, CancellationToken cancellation)
    {
        run.Guard();
        return source.AppendAsync(run.Lease, batch, cancellation);
    }
}
