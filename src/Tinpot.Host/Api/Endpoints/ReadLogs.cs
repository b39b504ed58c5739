using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Api.Limits;
using Tinpot.Api.Logs;
using Tinpot.Api.Streaming;
using Tinpot.Executions;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/executions/{id}/logs</c></summary>
internal static class ReadLogs
{
    public static async Task HandleAsync(HttpContext context)
    {
        ExecutionRecord record = await context.FindExecutionAsync();
        LogQuery query = LogQuery.Read(context.Request.Query);
        using IDisposable place = context.LongAnswers().Enter();
        if (!query.PicksByContent)
        {
            await WriteAsync(context, record.Id, query, flush: output => output.FlushAsync(context.RequestAborted));
            return;
        }

        LogSearches searches = context.RequestServices.GetRequiredService<LogSearches>();
        IDisposable turn = await searches.EnterAsync(context.RequestAborted);
        try
        {
            await WriteAsync(context, record.Id, query, async output =>
            {
                // A client that takes its time must not hold up the other searches
                turn.Dispose();
                await output.FlushAsync(context.RequestAborted);
                turn = await searches.GoOnAsync(context.RequestAborted);
            });
        }
        finally
        {
            turn.Dispose();
        }
    }

    /// <param name="flush">Hands on what was collected.</param>
    private static async Task WriteAsync(HttpContext context, Guid id, LogQuery query, Func<StreamBuffer, ValueTask> flush)
    {
        LogPicker picker = new(query);
        if (query.Tail is { } tail)
            (query, picker) = await LastAsync(context, id, query, tail);

        HttpResponse response = context.Response;
        using var output = StreamBuffer.For(context);
        LogFormat format = LogFormat.Of(query, output);
        response.ContentType = format.ContentType;
        await foreach (EventBatch batch in Batches(context, id, query))
        {
            bool goesOn = picker.Take(batch, format);
            if (output.IsFull)
                await flush(output);
            if (!goesOn)
                break;
        }

        format.End();
        await flush(output);
    }

    /// <summary>Finds where the last lines begin, without keeping any.</summary>
    private static async Task<(LogQuery, LogPicker)> LastAsync(HttpContext context, Guid id, LogQuery query, long tail)
    {
        if (query.IsWhole)
        {
            long lines = await context.Executions().CountLinesAsync(id, context.RequestAborted);
            query = query with { FromLine = Math.Max(1, lines - tail + 1) };
            return (query, new LogPicker(query));
        }

        // Counted first, then skipped: what the execution prints in between is not part of it
        LogPicker counted = new(query);
        await foreach (EventBatch batch in Batches(context, id, query))
        {
            if (!counted.Take(batch, null))
                break;
        }

        return (query, new LogPicker(query) { Skip = Math.Max(0, counted.Lines - tail), End = counted.Last });
    }

    private static IAsyncEnumerable<EventBatch> Batches(HttpContext context, Guid id, LogQuery query) =>
        EventPages.ReadAsync(
            context.Executions(), id, new EventRange { After = query.After, FromLine = query.FromLine }, context.RequestAborted);
}
