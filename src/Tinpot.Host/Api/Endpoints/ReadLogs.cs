using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Api.Limits;
using Tinpot.Api.Logs;
using Tinpot.Api.Streaming;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Http;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/executions/{id}/logs</c></summary>
internal static class ReadLogs
{
    public static async Task HandleAsync(HttpContext context)
    {
        ExecutionRecord record = await context.FindExecutionAsync();
        LogQuery query = LogQuery.Read(context);
        using IDisposable place = context.LongResponses().Enter();
        if (!query.IsSearch)
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
        using var output = StreamBuffer.For(context);
        LogFormat format = LogFormat.Of(query, output);
        context.Response.ContentType = format.ContentType;
        if (await PickerAsync(context, id, query, format) is { } picker)
        {
            await foreach (EventBatch batch in Batches(context, id, picker))
            {
                bool goesOn = picker.Take(batch, format);
                if (output.IsFull)
                    await flush(output);
                if (!goesOn)
                    break;
            }
        }

        format.End();
        await flush(output);
    }

    /// <returns>What is to be read; null when everything is written already.</returns>
    private static async Task<LogPicker?> PickerAsync(HttpContext context, Guid id, LogQuery query, LogFormat format)
    {
        if (query.Tail is not { } tail)
            return new LogPicker(query);
        if (query.PicksByNumber)
        {
            long lines = await context.Executions().CountLinesAsync(id, context.RequestAborted);
            return new LogPicker(query with { FromLine = Math.Max(query.FromLine ?? 1, lines - tail + 1) });
        }

        LogPicker all = new(query);
        var last = new LastLines(tail);
        await foreach (EventBatch batch in Batches(context, id, all))
        {
            if (!all.Take(batch, last))
                break;
        }

        if (!last.IsWhole)
            return last.ReadAgain(query, all.Last);
        last.WriteTo(format);
        return null;
    }

    private static IAsyncEnumerable<EventBatch> Batches(HttpContext context, Guid id, LogPicker picker) =>
        EventPages.ReadAsync(context.Executions(), id, picker.Range, context.RequestAborted);
}
