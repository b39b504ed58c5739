using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Executions;
using Tinpot.Platform.Json;
using Tinpot.Security;

namespace Tinpot.Stores.Redis;

/// <summary>What a submission says that no script needs and nothing changes, as one JSON object.</summary>
internal static class SubmissionJson
{
    public static ReadOnlyMemory<byte> Write(ExecutionSubmission submission)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + submission.Arguments.Length);
        using var writer = new Utf8JsonWriter(buffer, JsonWriting.Plain);
        writer.WriteStartObject();
        writer.WriteString("action"u8, submission.Action);
        writer.WriteString("title"u8, submission.Title);
        writer.WriteString("group"u8, submission.Group);
        writer.WriteString("queue"u8, submission.Queue);
        writer.WriteString("contract"u8, submission.ContractHash);
        writer.WritePropertyName("by"u8);
        writer.WriteRawValue(PrincipalJson.Write(submission.RequestedBy).Span, skipInputValidation: true);
        writer.WriteString("via"u8, submission.RequestedVia);
        WriteId(writer, "rerun_of"u8, submission.RerunOf);
        WriteId(writer, "parent"u8, submission.ParentId);
        WriteId(writer, "root"u8, submission.RootId);
        if (submission.Trace is { } trace)
        {
            writer.WriteString("trace"u8, trace.Parent);
            if (trace.State is not null)
                writer.WriteString("trace_state"u8, trace.State);
        }

        writer.WritePropertyName("arguments"u8);
        writer.WriteRawValue(submission.Arguments.Span, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The submission, without what the store keeps elsewhere. Members that this version does not know are ignored.</summary>
    /// <exception cref="FormatException">It lacks what an execution cannot be without, or a member is of another type.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ExecutionSubmission Read(Guid id, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            throw new FormatException("The details of the execution are missing.");
        // A reader of JSON does not look into the strings that it passes over
        if (!Utf8.IsValid(json.Span))
            throw new FormatException("The details of the execution are not UTF-8.");
        string action = "", title = "", group = "", queue = "", contract = "", via = "";
        string? trace = null, traceState = null;
        Guid? rerunOf = null, parent = null, root = null;
        Principal by = Principal.Anonymous;
        ReadOnlyMemory<byte> arguments = default;
        var reader = new Utf8JsonReader(json.Span, JsonLimits.Document);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("The details of the execution are not a JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Each branch moves on to the value
            if (reader.ValueTextEquals("action"u8))
                action = Text(ref reader);
            else if (reader.ValueTextEquals("title"u8))
                title = Text(ref reader);
            else if (reader.ValueTextEquals("group"u8))
                group = Text(ref reader);
            else if (reader.ValueTextEquals("queue"u8))
                queue = Text(ref reader);
            else if (reader.ValueTextEquals("contract"u8))
                contract = Text(ref reader);
            else if (reader.ValueTextEquals("by"u8))
                by = PrincipalJson.Read(Raw(ref reader, json).Span);
            else if (reader.ValueTextEquals("via"u8))
                via = Text(ref reader);
            else if (reader.ValueTextEquals("rerun_of"u8))
                rerunOf = ReadId(ref reader);
            else if (reader.ValueTextEquals("parent"u8))
                parent = ReadId(ref reader);
            else if (reader.ValueTextEquals("root"u8))
                root = ReadId(ref reader);
            else if (reader.ValueTextEquals("trace"u8))
                trace = Text(ref reader);
            else if (reader.ValueTextEquals("trace_state"u8))
                traceState = Text(ref reader);
            else if (reader.ValueTextEquals("arguments"u8))
                arguments = Raw(ref reader, json);
            else
                reader.Skip();
        }

        if (action.Length == 0)
            throw new FormatException("The details of the execution do not name an action.");
        if (arguments.IsEmpty || arguments.Span[0] != (byte)'{')
            throw new FormatException("The arguments of the execution are not a JSON object.");

        return new ExecutionSubmission
        {
            Id = id,
            Action = action,
            Title = title,
            Group = group,
            Queue = queue,
            ContractHash = contract,
            Arguments = arguments,
            RequestedBy = by,
            RequestedVia = via,
            RerunOf = rerunOf,
            ParentId = parent,
            RootId = root,
            Trace = trace is null ? null : new TraceContext(trace, traceState),
        };
    }

    private static void WriteId(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Guid? id)
    {
        if (id is { } given)
            writer.WriteString(name, given.ToString("N"));
    }

    private static Guid ReadId(ref Utf8JsonReader reader) => Guid.ParseExact(Text(ref reader), "N");

    private static string Text(ref Utf8JsonReader reader)
    {
        string name = reader.GetString()!;
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString() ?? ""
            : throw new FormatException($"The member '{name}' of the details is not a string.");
    }

    /// <summary>The text of a value, as it was written.</summary>
    private static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
