using Microsoft.AspNetCore.Http;
using Tinpot.Actions;
using Tinpot.Api.Answers;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/actions</c></summary>
internal static class ListActions
{
    public static Task HandleAsync(HttpContext context) =>
        JsonAnswer.WriteAsync(context, context.Catalog(), static (writer, catalog) =>
        {
            writer.WriteStartObject();
            foreach (string name in catalog.Names)
            {
                writer.WritePropertyName(name);
                ActionInfoWriter.Write(writer, catalog.Find(name)!);
            }

            writer.WriteEndObject();
        });
}
