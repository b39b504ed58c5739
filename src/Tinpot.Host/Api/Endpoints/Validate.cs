using Microsoft.AspNetCore.Http;
using Tinpot.Api.Requests;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>POST /api/actions/{name}/validate</c></summary>
internal static class Validate
{
    public static async Task HandleAsync(HttpContext context)
    {
        ActionDescriptor action = await Submitting.FindActionAsync(context, context.RouteName());
        using Envelope envelope = await Submitting.ReadAsync(context, action);
        if (Submitting.Check(context, action, envelope) is { } problem)
            await problem.WriteAsync(context);
        else
            await JsonResponse.WriteAsync(context, 0, static (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            });
    }
}
