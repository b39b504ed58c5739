using Microsoft.AspNetCore.Http;
using Tinpot.Api.Requests;
using Tinpot.Executions;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>POST /api/executions/cancel</c></summary>
internal static class CancelExecutions
{
    public static async Task HandleAsync(HttpContext context)
    {
        IReadOnlyList<Guid> ids = IdListReader.Read(await RequestBody.ReadAsync(context));
        var outcomes = new List<(Guid Id, CancelOutcome Outcome)>(ids.Count);
        foreach (Guid id in ids)
            outcomes.Add((id, await context.Access().CancelAsync(id, context.Caller(), context.RequestAborted)));
        await JsonResponse.WriteAsync(context, outcomes, static (writer, outcomes) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach ((Guid id, CancelOutcome outcome) in outcomes)
            {
                writer.WriteStartObject();
                writer.WriteString("execution_id", id);
                writer.WriteString("status", CancelExecution.Word(outcome));
                if (CancelExecution.StateOf(outcome) is { } state)
                    writer.WriteString("state", state.Json());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
