using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Workers.Invocation;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Start"/>: run an action.</summary>
internal static class StartMessage
{
    /// <param name="tag">Stands in every frame of this execution.</param>
    public static void Send(FrameWriter frames, ActionStart start, ulong tag)
    {
        Utf8JsonWriter json = frames.Begin(FrameKind.Start, tag);
        json.WriteString("execution_id"u8, start.ExecutionId);
        json.WriteString("action"u8, start.Action);
        json.WriteNumber("attempt"u8, start.Attempt);
        json.WriteString("requested_by"u8, start.RequestedBy);
        json.WriteNumber("result_limit"u8, start.ResultLimit);
        json.WriteNumber("program_grace_ms"u8, (long)start.ProgramGrace.TotalMilliseconds);
        if (start.Trace is { } trace)
        {
            json.WriteString("traceparent"u8, trace.Parent);
            if (trace.State is { } state)
                json.WriteString("tracestate"u8, state);
        }

        json.WritePropertyName("arguments"u8);
        json.WriteRawValue(start.Arguments.Span, skipInputValidation: true);
        frames.Send();
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static ActionStart Read(in Frame frame)
    {
        Guid? id = null;
        string? action = null, requestedBy = null, traceParent = null, traceState = null;
        long attempt = 1, limit = 0, programGrace = 0;
        byte[]? arguments = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("execution_id"u8))
                id = reader.Id();
            else if (reader.Is("action"u8))
                action = reader.Text();
            else if (reader.Is("attempt"u8))
                attempt = reader.Number();
            else if (reader.Is("requested_by"u8))
                requestedBy = reader.Text();
            else if (reader.Is("result_limit"u8))
                limit = reader.Number();
            else if (reader.Is("program_grace_ms"u8))
                programGrace = reader.Number();
            else if (reader.Is("traceparent"u8))
                traceParent = reader.Text();
            else if (reader.Is("tracestate"u8))
                traceState = reader.Text();
            else if (reader.Is("arguments"u8))
                arguments = reader.Json().ToArray();
            else
                throw reader.Refuse();
        }

        return new ActionStart(
            id ?? throw reader.Missing("execution_id"),
            action ?? throw reader.Missing("action"),
            (int)attempt,
            requestedBy ?? throw reader.Missing("requested_by"),
            (int)limit,
            TimeSpan.FromMilliseconds(programGrace),
            arguments ?? throw reader.Missing("arguments"))
        {
            Trace = traceParent is null ? null : new TraceContext(traceParent, traceState),
        };
    }
}
