using Microsoft.AspNetCore.Http;
using Tinpot.Http.Limits;
using Tinpot.Http.Responses;

namespace Tinpot.Http.Routing;

/// <summary>The handler of a route behind the guards and the route's permission. Every exception becomes a problem document; none reaches the server.</summary>
/// <param name="guard">null = neither guards nor a permission, as for health checks.</param>
internal sealed class GuardedEndpoint(RequestGuard? guard, HttpRoute route)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            SecurityHeaders.Apply(context.Response.Headers);
            if (guard?.Refuse(context) is { } refusal)
            {
                await refusal.WriteAsync(context);
                return;
            }

            if (guard is not null)
                context.Authorize(route.Permission);
            await route.Handler(context);
        }
        catch (Exception failure) when ((context.RequestAborted.IsCancellationRequested && IsAbort(failure)) || failure is SlowReaderException)
        {
            // The client has left, so there is no one to answer
        }
        catch (Exception failure)
        {
            await AnswerAsync(context, FailureResponses.ProblemOf(context, failure));
        }
    }

    /// <remarks>A connection that breaks is told in each of these ways, depending on what waits for it.</remarks>
    private static bool IsAbort(Exception failure) => failure is OperationCanceledException or IOException or ObjectDisposedException;

    private static async Task AnswerAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one
            context.Abort();
            return;
        }

        try
        {
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                // What was set for the answer that failed does not belong to this one
                context.Response.Clear();
                SecurityHeaders.Apply(context.Response.Headers);
            }

            await problem.WriteAsync(context);
        }
        catch (Exception failure) when (IsAbort(failure))
        {
            context.Abort();
        }
    }
}
