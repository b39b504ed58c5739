using Microsoft.AspNetCore.Http;
using Tinpot.Executions;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>POST /api/executions/{id}/cancel</c></summary>
internal static class CancelExecution
{
    public static async Task HandleAsync(HttpContext context)
    {
        Guid id = context.RouteId();

        // A cancel takes no body; one that is there must still be what we take elsewhere
        _ = await RequestBody.ReadAsync(context);
        CancelOutcome outcome = await context.Access().CancelAsync(id, context.Caller(), context.RequestAborted);
        if (outcome == CancelOutcome.NotFound)
            throw new ProblemException(Problems.UnknownExecution(id.ToString()));
        if (StateOf(outcome) is { } state)
            throw new ProblemException(Problems.Finished(id, state));
        await JsonResponse.WriteAsync(context, (id, status: Word(outcome)), static (writer, answer) =>
        {
            writer.WriteStartObject();
            writer.WriteString("execution_id", answer.id);
            writer.WriteString("status", answer.status);
            writer.WriteEndObject();
        });
    }

    /// <summary>What is said of an outcome.</summary>
    public static string Word(CancelOutcome outcome) => outcome switch
    {
        CancelOutcome.NotFound => "not_found",
        CancelOutcome.Cancelled => "cancelled",
        CancelOutcome.Cancelling => "cancelling",
        _ => "already_finished",
    };

    /// <summary>The state that left nothing to cancel; null when there was something.</summary>
    public static ExecutionState? StateOf(CancelOutcome outcome) => outcome switch
    {
        CancelOutcome.AlreadyRevoked => ExecutionState.REVOKED,
        CancelOutcome.AlreadySucceeded => ExecutionState.SUCCESS,
        CancelOutcome.AlreadyFailed => ExecutionState.FAILURE,
        _ => null,
    };
}
