using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/queues</c></summary>
internal static class ListQueues
{
    public static async Task HandleAsync(HttpContext context)
    {
        IFleet fleet = context.Fleet();
        IReadOnlyList<LaneLoad> loads = await context.Executions().LanesAsync(context.RequestAborted);
        IReadOnlyList<QueueStatus> queues = QueueStatus.Of(fleet.Actions, await fleet.WorkersAsync(context.RequestAborted), loads);
        await JsonResponse.WriteAsync(context, queues, static (writer, queues) =>
        {
            writer.WriteStartArray();
            foreach (QueueStatus queue in queues)
                Write(writer, queue);
            writer.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter writer, QueueStatus queue)
    {
        writer.WriteStartObject();
        writer.WriteString("queue"u8, queue.Load.Lane.Queue);
        writer.WriteString("group"u8, queue.Load.Lane.Group);
        writer.WriteNumber("waiting"u8, queue.Load.Waiting);
        writer.WriteNumber("running"u8, queue.Load.Running);
        if (queue.Load.OldestWaiting is { } oldest)
            writer.WriteNumber("oldest_waiting_seconds"u8, Math.Round(oldest.TotalSeconds, 3));
        else
            writer.WriteNull("oldest_waiting_seconds"u8);
        writer.WriteNumber("workers"u8, queue.Workers);
        writer.WriteStartArray("unserved"u8);
        foreach (string action in queue.Unserved)
            writer.WriteStringValue(action);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
