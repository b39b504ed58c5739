using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Tinpot.Api.Streaming;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/executions/{id}/stream</c></summary>
internal static class StreamExecution
{
    public static async Task HandleAsync(HttpContext context)
    {
        ExecutionRecord record = await context.FindExecutionAsync();
        EventId after = LastEventId(context.Request.Headers["Last-Event-ID"]);
        if (after != EventId.Start && await HasSeenAllAsync(context, record, after))
        {
            // Tells an EventSource not to come again
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using IDisposable place = context.LongResponses().Enter();
        await StreamAsync(context, record, after);
    }

    private static async Task StreamAsync(HttpContext context, ExecutionRecord record, EventId after)
    {
        HttpResponse response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var output = StreamBuffer.For(context);
        SseFormat.WriteConnected(output, record);
        try
        {
            // Before anything else: who waits for work that is not due sees at once that the line is up
            await output.FlushAsync(context.RequestAborted);
            await new ExecutionStream(context.Executions(), context.Clock(), output, record.Id)
                .RunAsync(after, context.Stopping(), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The viewer left
        }
    }

    private static EventId LastEventId(StringValues header)
    {
        if (header.Count == 0 || (header.Count == 1 && string.IsNullOrEmpty(header[0])))
            return EventId.Start;
        if (header.Count == 1 && EventId.TryParse(header[0], out EventId id) && id.Sequence > 0)
            return id;
        throw new ProblemException(Problems.MalformedEventId(header.ToString()));
    }

    /// <returns>Whether the viewer has the last event of an execution that ended.</returns>
    /// <exception cref="ProblemException">There is no such event (400): waiting for what follows it would never end.</exception>
    private static async Task<bool> HasSeenAllAsync(HttpContext context, ExecutionRecord record, EventId last)
    {
        var range = new EventRange { After = last with { Sequence = last.Sequence - 1 }, MaxBytes = 1 };
        IReadOnlyList<EventBatch> from = await context.Executions().ReadEventsAsync(record.Id, range, context.RequestAborted);
        if (from.Count == 0)
            throw new ProblemException(Problems.MalformedEventId(last.ToString()));
        if (from[^1].Last != last)
            return false;
        if (EventLines.EndsExecution(from[^1]))
            return true;
        // The event that says so may be damaged; of an execution that has ended nothing more comes
        return ExecutionTransitions.IsTerminal(record.State)
            && await context.Executions().ReadEventsAsync(record.Id, new EventRange { After = last, MaxBytes = 1 }, context.RequestAborted) is [];
    }
}
