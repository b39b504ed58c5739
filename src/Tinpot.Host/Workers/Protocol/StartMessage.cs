using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Workers.Invocation;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Start"/>: run an action.</summary>
/// <remarks>The arguments stand behind the object, so that nobody reads them on the way.</remarks>
/// <param name="Version">Of the protocol, as the host has chosen it.</param>
internal sealed record StartMessage(int Version, ActionStart Start) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Start;

    public void Send(FrameWriter frames, ulong tag) => frames.Send(this, tag, Start.Arguments.Span);

    public void Write(Utf8JsonWriter json)
    {
        ActionStart start = Start;
        json.WriteNumber("protocol"u8, Version);
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
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static StartMessage Read(in Frame frame)
    {
        Guid? id = null;
        string? action = null, requestedBy = null, traceParent = null, traceState = null;
        long version = 0, attempt = 1, limit = 0, programGrace = 0;
        var reader = new FrameReader(frame);
        while (reader.NextInside())
        {
            if (reader.Is("protocol"u8))
                version = reader.Number();
            else if (reader.Is("execution_id"u8))
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
            else
                throw reader.Refuse();
        }

        if (version is < ChildProtocol.LowestVersion or > ChildProtocol.HighestVersion)
            throw new ProtocolException($"The host speaks version {version} of the protocol; this program speaks {ChildProtocol.LowestVersion} to {ChildProtocol.HighestVersion}.");
        var start = new ActionStart(
            id ?? throw reader.Missing("execution_id"),
            action ?? throw reader.Missing("action"),
            (int)attempt,
            requestedBy ?? throw reader.Missing("requested_by"),
            (int)limit,
            TimeSpan.FromMilliseconds(programGrace),
            reader.Rest.IsEmpty ? throw reader.Missing("arguments") : reader.Rest.ToArray())
        {
            Trace = traceParent is null ? null : new TraceContext(traceParent, traceState),
        };
        return new StartMessage((int)version, start);
    }
}
