using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tinpot.Api.Requests;
using Tinpot.Executions;
using Tinpot.Http;
using Tinpot.Schemas;

namespace Tinpot.Api.Endpoints;

/// <summary><c>POST /api/executions/{id}/rerun</c></summary>
internal static class Rerun
{
    public static async Task HandleAsync(HttpContext context)
    {
        ExecutionRecord original = await context.FindExecutionAsync();
        ActionDescriptor action = await Submitting.FindActionAsync(context, original.Action);
        Envelope envelope = await Submitting.ReadAsync(context, action);
        if (!envelope.Malformed)
        {
            (JsonElement parameters, IReadOnlyList<SchemaError> missing) =
                RerunArguments.Merge(action.Parameters, original.Arguments, envelope.Parameters, context.Response.RegisterForDispose);
            envelope = envelope with { Parameters = parameters, Errors = [.. envelope.Errors, .. missing] };
        }

        await Execute.AnswerAsync(context, await Submitting.SubmitAsync(context, action, envelope, original.Id), original.Id);
    }
}
