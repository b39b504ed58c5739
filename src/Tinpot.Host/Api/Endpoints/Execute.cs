using Microsoft.AspNetCore.Http;
using Tinpot.Actions;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>POST /api/actions/{name}/execute</c></summary>
internal static class Execute
{
    public static async Task HandleAsync(HttpContext context) =>
        await AnswerAsync(context, await Submitting.SubmitAsync(context, context.RouteName()));

    public static Task AnswerAsync(HttpContext context, SubmissionResult.Accepted accepted, Guid? rerunOf = null)
    {
        context.Response.Headers.Location = Links.Execution(context, accepted.Id);
        return JsonResponse.WriteAsync(context, (accepted, rerunOf, stream: Links.Stream(context, accepted.Id)), static (writer, answer) =>
        {
            writer.WriteStartObject();
            writer.WriteString("execution_id", answer.accepted.Id);
            writer.WriteString("action_name", answer.accepted.Action.Name);
            writer.WriteString("status", "submitted");
            writer.WriteString("stream_url", answer.stream);
            if (answer.rerunOf is { } original)
                writer.WriteString("rerun_of", original);
            writer.WriteEndObject();
        });
    }
}
