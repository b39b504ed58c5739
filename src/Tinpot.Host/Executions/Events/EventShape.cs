using System.Buffers;
using System.Text.Json;

namespace Tinpot.Executions.Events;

/// <summary>The members without which an event of a known type cannot be shown. Those of an unknown type are of a later version.</summary>
internal static class EventShape
{
    /// <param name="reader">At the beginning of the event; it is left somewhere inside.</param>
    /// <returns>Why the event cannot be shown; null when it can.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A member is of another type.</exception>
    /// <exception cref="FormatException">A number is out of range.</exception>
    public static string? Fault(ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        if (!EventHead.TryRead(json, out EventHead head))
            return "the event does not begin with its type";
        reader.Read();
        reader.Read();
        reader.Read();
        if (head.Kind == EventKind.Complete)
            return HasState(ref reader) ? null : "the event has no state";
        if (head.Kind is EventKind.Unknown or EventKind.Connected)
            return null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("data"u8) || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "the event has no data";
        bool whole = head.Kind switch
        {
            EventKind.Log => head.DataOffset > 0 && IsLog(ref reader),
            EventKind.State => HasState(ref reader),
            EventKind.Item => Has(ref reader, "index"u8, "value"u8),
            EventKind.Progress => Has(ref reader, "fraction"u8, default),
            EventKind.Gap => Has(ref reader, "lost"u8, default),
            _ => true,
        };
        return whole ? null : "a member of the event is missing";
    }

    private static bool IsLog(ref Utf8JsonReader reader)
    {
        bool line = false, message = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("line"u8))
                line = reader.Read() && reader.GetInt64() > 0;
            else if (reader.ValueTextEquals("message"u8))
                message = reader.Read() && IsText(ref reader);
            else if (reader.ValueTextEquals("continued"u8))
                _ = reader.Read() && reader.GetBoolean();
            else if (reader.ValueTextEquals("timestamp"u8) || reader.ValueTextEquals("level"u8) || reader.ValueTextEquals("call_id"u8) || reader.ValueTextEquals("stream"u8))
                _ = reader.Read() && IsText(ref reader);
            else
                Pass(ref reader);
        }

        return line && message;
    }

    private static bool HasState(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("state"u8))
                return reader.Read() && reader.TokenType == JsonTokenType.String && ExecutionStateNames.TryParseState(reader.ValueSpan, out _);
            Pass(ref reader);
        }

        return false;
    }

    /// <param name="number">Member that is a number.</param>
    /// <param name="value">Member of any type; empty = none.</param>
    private static bool Has(ref Utf8JsonReader reader, ReadOnlySpan<byte> number, ReadOnlySpan<byte> value)
    {
        bool hasNumber = false, hasValue = value.IsEmpty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(number))
                hasNumber = reader.Read() && double.IsFinite(reader.GetDouble());
            else if (reader.ValueTextEquals(value))
                hasValue = Pass(ref reader);
            else
                Pass(ref reader);
        }

        return hasNumber && hasValue;
    }

    private static bool Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return true;
    }

    /// <summary>Whether it is a string whose escapes make characters.</summary>
    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new InvalidOperationException("It is not a string.");
        if (!reader.ValueIsEscaped)
            return true;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            reader.CopyString(bytes);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
