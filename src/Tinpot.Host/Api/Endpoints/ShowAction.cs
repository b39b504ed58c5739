using Microsoft.AspNetCore.Http;
using Tinpot.Api.Answers;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/actions/{name}</c></summary>
internal static class ShowAction
{
    public static Task HandleAsync(HttpContext context) =>
        JsonAnswer.WriteAsync(context, Submitting.FindAction(context, context.RouteName()), context.ActionInfo().Write);
}
