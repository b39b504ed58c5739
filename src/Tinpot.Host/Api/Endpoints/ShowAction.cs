using Microsoft.AspNetCore.Http;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/actions/{name}</c></summary>
internal static class ShowAction
{
    public static async Task HandleAsync(HttpContext context) =>
        await JsonResponse.WriteAsync(context, await Submitting.FindActionAsync(context, context.RouteName()), context.ActionInfo().Write);
}
