using Microsoft.AspNetCore.Http;
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
            foreach (string name in known.Catalog.Names)
            {
                // Those of a fleet may be gone since
                if (known.Catalog.Find(name) is not { } action)
                    continue;
                writer.WritePropertyName(name);
                known.Info.Write(writer, action);
            }

            writer.WriteEndObject();
        });
}
