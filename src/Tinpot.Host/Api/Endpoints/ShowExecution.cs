using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tinpot.Api.Calls;
using Tinpot.Executions;
using Tinpot.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/executions/{id}</c></summary>
internal static class ShowExecution
{
    public static async Task HandleAsync(HttpContext context)
    {
        ExecutionRecord record = await context.FindExecutionAsync();
        CallTree calls = await CallTree.ReadAsync(context.Executions(), record.Id, context.RequestAborted);
        await JsonResponse.WriteAsync(context, (record, calls), static (writer, shown) => Write(writer, shown.record, shown.calls));
    }

    private static void Write(Utf8JsonWriter writer, ExecutionRecord record, CallTree calls)
    {
        writer.WriteStartObject();
        ExecutionJson.WriteSummary(writer, record);
        writer.WriteStored("parameters", record.Arguments);
        writer.WriteStored("result", record.Result);
        WriteId(writer, "rerun_of", record.RerunOf);
        WriteId(writer, "parent_id", record.ParentId);
        WriteId(writer, "root_id", record.RootId);
        writer.WriteBoolean("cancel_requested", record.CancelRequested);
        writer.WriteString("contract_hash", record.ContractHash);
        writer.WriteStartArray("calls");
        calls.WriteTo(writer, record.State);
        writer.WriteEndArray();
        if (calls.IsTruncated)
            writer.WriteBoolean("calls_truncated", true);
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, string name, Guid? id)
    {
        if (id is { } value)
            writer.WriteString(name, value);
        else
            writer.WriteNull(name);
    }
}
