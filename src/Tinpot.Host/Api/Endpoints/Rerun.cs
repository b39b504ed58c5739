using Microsoft.AspNetCore.Http;
using Tinpot.Actions;
using Tinpot.Api.Requests;
using Tinpot.Executions;
using Tinpot.Http;

namespace Tinpot.Api.Endpoints;

/// <summary><c>POST /api/executions/{id}/rerun</c></summary>
internal static class Rerun
{
    public static async Task HandleAsync(HttpContext context)
    {
        ExecutionRecord original = await context.FindExecutionAsync();
        ActionDescriptor action = await Submitting.FindActionAsync(context, original.Action);
        using Envelope given = await Submitting.ReadAsync(context, action);
        using Envelope envelope = given.Malformed ? given : RerunArguments.Merge(action.Parameters, original.Arguments, given);
        SubmissionResult.Accepted accepted = await Submitting.SubmitAsync(context, action, envelope, original.Id);
        await Execute.AnswerAsync(context, accepted, original.Id);
    }
}
