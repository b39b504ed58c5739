using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.CallFinished"/>: a nested call ended.</summary>
internal readonly ref struct CallFinishedMessage(long call, TimeSpan duration, ReadOnlySpan<byte> result, bool truncated, bool revoked, ExecutionError? error) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.CallFinished;

    public long Call { get; } = call;

    public TimeSpan Duration { get; } = duration;

    public ReadOnlySpan<byte> Result { get; } = result;

    public bool Truncated { get; } = truncated;

    public bool Revoked { get; } = revoked;

    public ExecutionError? Error { get; } = error;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("call"u8, Call);
        json.WriteNumber("ticks"u8, Duration.Ticks);
        if (!Result.IsEmpty)
        {
            json.WritePropertyName("result"u8);
            json.WriteRawValue(Result, skipInputValidation: true);
        }

        json.WriteBoolean("truncated"u8, Truncated);
        json.WriteBoolean("revoked"u8, Revoked);
        if (Error is { } error)
        {
            json.WritePropertyName("error"u8);
            ErrorMember.Write(json, error);
        }
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static CallFinishedMessage Read(in Frame frame)
    {
        long call = 0, ticks = 0;
        ReadOnlySpan<byte> result = default;
        bool truncated = false, revoked = false;
        ExecutionError? error = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("ticks"u8))
                ticks = reader.Number();
            else if (reader.Is("result"u8))
                result = reader.Json();
            else if (reader.Is("truncated"u8))
                truncated = reader.Flag();
            else if (reader.Is("revoked"u8))
                revoked = reader.Flag();
            else if (reader.Is("error"u8))
                error = ErrorMember.Read(ref reader);
            else
                throw reader.Refuse();
        }

        return new CallFinishedMessage(call, TimeSpan.FromTicks(ticks), result, truncated, revoked, error);
    }
}
