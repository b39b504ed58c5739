using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Http.Responses;

/// <summary>Pieces that several answers share.</summary>
internal static class JsonValues
{
    /// <summary>A stored JSON value as it is; <c>null</c> when there is none.</summary>
    public static void WriteStored(this Utf8JsonWriter writer, string name, ReadOnlyMemory<byte>? json)
    {
        writer.WritePropertyName(name);
        if (json is { IsEmpty: false } value)
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        else
            writer.WriteNullValue();
    }

    public static void WriteError(this Utf8JsonWriter writer, ExecutionError? error)
    {
        if (error is null)
        {
            writer.WriteNull("error");
            return;
        }

        writer.WritePropertyName("error");
        ExecutionErrorJson.Write(writer, error);
    }

    /// <summary>ISO 8601 in UTC to the millisecond.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } moment)
            writer.WriteString(name, MomentText.Of(moment));
        else
            writer.WriteNull(name);
    }
}
