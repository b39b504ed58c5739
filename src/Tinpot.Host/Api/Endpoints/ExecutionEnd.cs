using Microsoft.AspNetCore.Http;
using Tinpot.Executions;
using Tinpot.Http;

namespace Tinpot.Api.Endpoints;

/// <summary>Waits for an execution to end.</summary>
internal static class ExecutionEnd
{
    /// <returns>The execution as it is at its end, or when the time is up or the host stops; null when it is gone.</returns>
    public static async Task<ExecutionRecord?> WaitAsync(HttpContext context, Guid id, TimeSpan? timeout)
    {
        IExecutionClient executions = context.Executions();
        using var timer = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, context.Clock());
        using var until = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, context.RequestAborted, context.Stopping());
        try
        {
            return await executions.WaitForEndAsync(id, until.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return await executions.FindAsync(id, context.RequestAborted);
        }
    }
}
