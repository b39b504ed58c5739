using System.Text.Json;
using Tinpot.Workers.Invocation;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.End"/>: the action has ended.</summary>
/// <param name="LeftProcesses">Something that it started is still alive.</param>
/// <param name="Unclean">What else it left in the process that cannot be put back; null = nothing.</param>
/// <param name="Running">Threads and timers that run now and did not before it; null = none.</param>
internal sealed record EndMessage(InvocationResult End, bool LeftProcesses, string? Unclean = null, string? Running = null) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.End;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("outcome"u8, End.Outcome switch
        {
            InvocationStatus.Succeeded => "succeeded"u8,
            InvocationStatus.Cancelled => "cancelled"u8,
            _ => "failed"u8,
        });
        if (End.Result is { } result)
        {
            json.WritePropertyName("result"u8);
            json.WriteRawValue(result.Span, skipInputValidation: true);
        }

        if (End.Error is { } error)
        {
            json.WritePropertyName("error"u8);
            ErrorMember.Write(json, error);
        }

        json.WriteBoolean("left_processes"u8, LeftProcesses);
        if (Unclean is { } unclean)
            json.WriteString("unclean"u8, unclean);
        if (Running is { } running)
            json.WriteString("running"u8, running);
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static EndMessage Read(in Frame frame)
    {
        InvocationStatus? outcome = null;
        byte[]? result = null;
        Executions.ExecutionError? error = null;
        string? unclean = null, running = null;
        bool left = false;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("outcome"u8))
                outcome = OutcomeOf(reader.Text());
            else if (reader.Is("result"u8))
                result = reader.Json().ToArray();
            else if (reader.Is("error"u8))
                error = ErrorMember.Read(ref reader);
            else if (reader.Is("left_processes"u8))
                left = reader.Flag();
            else if (reader.Is("unclean"u8))
                unclean = reader.Text();
            else if (reader.Is("running"u8))
                running = reader.Text();
            else
                throw reader.Refuse();
        }

        if (outcome == InvocationStatus.Failed && error is null)
            throw reader.Missing("error");
        return new EndMessage(
            new InvocationResult(outcome ?? throw reader.Missing("outcome"), result is null ? null : (ReadOnlyMemory<byte>?)result, error), left, unclean, running);
    }

    private static InvocationStatus OutcomeOf(string name) => name switch
    {
        "succeeded" => InvocationStatus.Succeeded,
        "cancelled" => InvocationStatus.Cancelled,
        "failed" => InvocationStatus.Failed,
        _ => throw new ProtocolException($"An End frame gives the unknown outcome '{name}'."),
    };
}
