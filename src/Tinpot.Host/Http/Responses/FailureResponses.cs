using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Security;

namespace Tinpot.Http.Responses;

/// <summary>What is answered to a request that failed.</summary>
internal static class FailureResponses
{
    public static Problem ProblemOf(HttpContext context, Exception failure) => failure switch
    {
        ProblemException known => known.Problem,
        AccessDeniedException denied => Problems.Forbidden(denied.Message),
        StoreUnavailableException { ExecutionId: { } id } => Problems.SubmissionUncertain(id),
        StoreUnavailableException => Problems.StoreUnavailable(),
        UncertainSubmissionException uncertain => Problems.SubmissionFailed(uncertain.ExecutionId, Report(context, uncertain.InnerException!)),
        UnreadableRecordException unreadable => Problems.Unreadable(unreadable),
        BadHttpRequestException bad => Problems.BadRequest(bad),
        _ => Problems.Unexpected(Report(context, failure)),
    };

    private static string Report(HttpContext context, Exception failure) =>
        context.RequestServices.GetRequiredService<UnexpectedFailures>().Report(context, failure);
}
