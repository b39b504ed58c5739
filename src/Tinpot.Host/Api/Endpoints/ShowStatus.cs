using Microsoft.AspNetCore.Http;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/executions/{id}/status</c></summary>
internal static class ShowStatus
{
    public static async Task HandleAsync(HttpContext context) =>
        await JsonResponse.WriteAsync(context, await context.FindExecutionAsync(), ExecutionJson.WriteStatus);
}
