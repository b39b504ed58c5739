using Microsoft.AspNetCore.Http;
using Tinpot.Api.Answers;
using Tinpot.Api.Limits;
using Tinpot.Executions;

namespace Tinpot.Security;

/// <summary>A delegate behind the guards; what it throws of its own kinds becomes a problem document.</summary>
internal sealed class GuardedEndpoint(RequestGuard guard, RequestDelegate handler)
{
    public async Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Apply(context.Response.Headers);
        if (guard.Refuse(context) is { } refusal)
        {
            await refusal.WriteAsync(context);
            return;
        }

        try
        {
            await handler(context);
        }
        catch (ProblemException problem)
        {
            await AnswerAsync(context, problem.Problem);
        }
        catch (StoreUnavailableException unavailable)
        {
            await AnswerAsync(context, Problems.StoreUnavailable(unavailable));
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(context, Problems.BadRequest(bad));
        }
        catch (OperationCanceledException cancelled) when (context.RequestAborted.IsCancellationRequested || cancelled is SlowReaderException)
        {
            // Nobody is left to read an answer
        }
    }

    private static Task AnswerAsync(HttpContext context, Problem problem)
    {
        if (!context.Response.HasStarted)
            return problem.WriteAsync(context);

        // Half an answer must not look like a whole one
        context.Abort();
        return Task.CompletedTask;
    }
}
