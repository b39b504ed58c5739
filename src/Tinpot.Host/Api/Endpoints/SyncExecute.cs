using Microsoft.AspNetCore.Http;
using Tinpot.Actions;
using Tinpot.Api.Requests;
using Tinpot.Executions;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>POST /api/actions/{name}/sync_execute?timeout=</c></summary>
internal static class SyncExecute
{
    private const int MostSeconds = 3600;

    public static async Task HandleAsync(HttpContext context)
    {
        QueryReader query = QueryReader.Of(context);
        TimeSpan? timeout = query.Seconds("timeout", MostSeconds);
        query.ThrowIfWrong();

        // Before it is submitted: what nobody can wait for is not begun either
        using IDisposable place = context.LongResponses().Enter();
        SubmissionResult.Accepted accepted = await Submitting.SubmitAsync(context, context.RouteName());
        ExecutionRecord record = await EndOfAsync(context, accepted.Id, timeout)
            ?? throw new ProblemException(Problems.UnknownExecution(accepted.Id.ToString()));
        context.Response.Headers.Location = Links.Execution(context, record.Id);
        bool ended = ExecutionTransitions.IsTerminal(record.State);
        await JsonResponse.WriteAsync(
            context,
            ended ? StatusCodes.Status200OK : StatusCodes.Status202Accepted,
            (record, stream: ended ? null : Links.Stream(context, record.Id)),
            static (writer, answer) =>
            {
                writer.WriteStartObject();
                writer.WriteString("execution_id", answer.record.Id);
                writer.WriteString("action_name", answer.record.Action);
                writer.WriteString("status", answer.record.State.Json());
                if (answer.stream is not null)
                    writer.WriteString("stream_url", answer.stream);
                writer.WriteStored("result", answer.record.Result);
                writer.WriteError(answer.record.Error);
                writer.WriteEndObject();
            });
    }

    private static async Task<ExecutionRecord?> EndOfAsync(HttpContext context, Guid id, TimeSpan? timeout)
    {
        try
        {
            return await ExecutionEnd.WaitAsync(context, id, timeout);
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(Problems.EndUnknown(id, FailureResponses.ProblemOf(context, failure)));
        }
    }
}
