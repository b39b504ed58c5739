using Microsoft.AspNetCore.Http;
using Tinpot.Api.Answers;
using Tinpot.Executions;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /health</c>: the process answers and the store does.</summary>
internal static class Health
{
    public static async Task HandleAsync(HttpContext context) =>
        await HealthAnswer.WriteAsync(context, [("process", null), ("store", await StoreAsync(context))]);

    /// <returns>What is wrong with the store; null when it answers.</returns>
    public static async Task<string?> StoreAsync(HttpContext context)
    {
        try
        {
            await context.Executions().ListAsync(new ExecutionQuery { Limit = 1 }, context.RequestAborted);
            return null;
        }
        catch (StoreUnavailableException unavailable)
        {
            return unavailable.Message;
        }
    }
}
