using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tinpot.Executions;
using Tinpot.Schemas;

namespace Tinpot.Http.Responses;

/// <summary>An error as RFC 9457 has it; its type is <c>urn:tinpot:&lt;slug&gt;</c>.</summary>
internal sealed record Problem(int Status, string Slug, string Title, string Detail)
{
    /// <summary>Everything that is wrong with the input, at once.</summary>
    public IReadOnlyList<SchemaError> Errors { get; init; } = [];

    /// <summary>The state that stands in the way.</summary>
    public ExecutionState? State { get; init; }

    /// <summary>The execution that may exist, or exists, although the request failed.</summary>
    public Guid? ExecutionId { get; init; }

    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfter { get; init; }

    public Task WriteAsync(HttpContext context)
    {
        if (RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonResponse.WriteAsync(context, Status, "application/problem+json", this, static (writer, problem) => problem.WriteTo(writer));
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "urn:tinpot:" + Slug);
        writer.WriteString("title", Title);
        writer.WriteNumber("status", Status);
        writer.WriteString("detail", Detail);
        if (ExecutionId is { } id)
            writer.WriteString("execution_id", id);
        if (State is { } state)
            writer.WriteString("state", state.Json());
        if (Errors.Count > 0)
            WriteErrors(writer);
        writer.WriteEndObject();
    }

    private void WriteErrors(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("errors");
        foreach (IGrouping<string, SchemaError> path in Errors.GroupBy(error => error.Path, StringComparer.Ordinal))
        {
            writer.WriteStartArray(path.Key);
            foreach (SchemaError error in path)
                writer.WriteStringValue(error.Message);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
