using Microsoft.AspNetCore.Http;
using Tinpot.Actions;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/actions</c></summary>
internal static class ListActions
{
    public static Task HandleAsync(HttpContext context) =>
        JsonResponse.WriteTaggedAsync(context, (Catalog: context.Catalog(), Info: context.ActionInfo()), static (writer, known) =>
        {
            writer.WriteStartObject();
            foreach (ActionDescriptor action in known.Catalog.Actions())
            {
                writer.WritePropertyName(action.Name);
                known.Info.Write(writer, action);
            }

            writer.WriteEndObject();
        });
}
