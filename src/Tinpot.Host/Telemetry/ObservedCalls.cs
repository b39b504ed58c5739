using Tinpot.Executions;

namespace Tinpot.Telemetry;

/// <summary>Counts calls of a store that it could not answer.</summary>
internal sealed class ObservedCalls(ExecutionMetrics metrics)
{
    public Task WatchAsync(string operation, Task call) => call.IsCompletedSuccessfully ? call : CountAsync(operation, call);

    public Task<T> WatchAsync<T>(string operation, Task<T> call) => call.IsCompletedSuccessfully ? call : CountAsync(operation, call);

    private async Task CountAsync(string operation, Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            metrics.Unavailable(operation);
            throw;
        }
    }

    private async Task<T> CountAsync<T>(string operation, Task<T> call)
    {
        await CountAsync(operation, (Task)call).ConfigureAwait(false);
        return await call.ConfigureAwait(false);
    }
}
