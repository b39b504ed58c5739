using Microsoft.AspNetCore.Http;
using Tinpot.Fleet;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/workers</c></summary>
internal static class ListWorkers
{
    public static async Task HandleAsync(HttpContext context) =>
        await JsonResponse.WriteAsync(context, await context.Fleet().WorkersAsync(context.RequestAborted), static (writer, workers) =>
        {
            writer.WriteStartArray();
            foreach (WorkerStatus worker in workers)
            {
                writer.WriteStartObject();
                WorkerStatusJson.WriteMembers(writer, worker);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
}
