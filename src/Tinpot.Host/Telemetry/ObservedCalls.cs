using Tinpot.Executions;

namespace Tinpot.Telemetry;

/// <summary>Counts the calls that a store could not answer, and tells its health of each result.</summary>
internal sealed class ObservedCalls(ExecutionMetrics metrics, StoreHealth health)
{
    /// <param name="kind">What it means for the store's health when the call fails.</param>
    /// <param name="proves">Whether a success means that calls of this kind work: a wait, or a claim of nothing, shows little.</param>
    public Task WatchAsync(string operation, StoreCall kind, Task call, bool proves = true)
    {
        if (!call.IsCompletedSuccessfully)
            return ObserveAsync(operation, kind, call, proves);
        if (proves)
            health.Succeeded(kind);
        return call;
    }

    /// <inheritdoc cref="WatchAsync(string, StoreCall, Task, bool)"/>
    public Task<T> WatchAsync<T>(string operation, StoreCall kind, Task<T> call, bool proves = true)
    {
        if (!call.IsCompletedSuccessfully)
            return ObserveAsync(operation, kind, call, proves);
        if (proves)
            health.Succeeded(kind);
        return call;
    }

    private async Task ObserveAsync(string operation, StoreCall kind, Task call, bool proves)
    {
        try
        {
            await call.ConfigureAwait(false);
            if (proves)
                health.Succeeded(kind);
        }
        catch (StoreUnavailableException error)
        {
            metrics.Unavailable(operation);
            health.Failed(kind, error);
            throw;
        }
    }

    private async Task<T> ObserveAsync<T>(string operation, StoreCall kind, Task<T> call, bool proves)
    {
        await ObserveAsync(operation, kind, (Task)call, proves).ConfigureAwait(false);
        return await call.ConfigureAwait(false);
    }
}
