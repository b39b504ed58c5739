using Microsoft.AspNetCore.Http;
using Tinpot.Api.Requests;
using Tinpot.Executions;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/executions</c></summary>
internal static class ListExecutions
{
    private const int UsualLimit = 50, MostLimit = 200;

    public static async Task HandleAsync(HttpContext context)
    {
        QueryReader query = QueryReader.Of(context);
        var wanted = new ExecutionQuery
        {
            Action = query.Text("action"),
            Group = query.Text("group"),
            Queue = query.Text("queue"),
            RequestedBy = query.Text("requested_by"),
            Since = query.Moment("since"),
            Until = query.Moment("until"),
            States = query.States("state"),
            Search = query.Text("search"),
            Before = query.Id("before"),
            Limit = (int)(query.Integer("limit", 1, MostLimit) ?? UsualLimit),
        };
        query.ThrowIfWrong();

        ExecutionPage page = await context.Executions().ListAsync(wanted, context.RequestAborted);
        await JsonResponse.WriteAsync(context, page, static (writer, page) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (ExecutionRecord record in page.Items)
            {
                writer.WriteStartObject();
                ExecutionJson.WriteSummary(writer, record);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (page.NextBefore is { } next)
                writer.WriteString("next_before", next);
            else
                writer.WriteNull("next_before");
            writer.WriteEndObject();
        });
    }
}
