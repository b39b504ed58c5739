using System.Buffers;
using System.Buffers.Text;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Api.Streaming;

/// <summary>
/// Puts events into the form of server-sent events. An event is JSON on one line, so that nothing an action prints
/// can begin a field of its own.
/// </summary>
internal static class SseFormat
{
    private const int MostPrefixBytes = 64;

    /// <summary>A line that says nothing and keeps proxies from closing the connection.</summary>
    public static ReadOnlySpan<byte> Comment => ": keep-alive\n\n"u8;

    public static void WriteConnected(IBufferWriter<byte> output, ExecutionRecord record)
    {
        output.Write("data: "u8);
        ExecutionEvents.WriteConnected(output, record.Id, record.Action, record.State);
        output.Write("\n"u8);
    }

    /// <summary>Writes one event with its number.</summary>
    public static void WriteEvent(IBufferWriter<byte> output, EventId id, ReadOnlySpan<byte> json)
    {
        Span<byte> span = output.GetSpan(MostPrefixBytes + json.Length);
        "id: "u8.CopyTo(span);
        int used = 4 + FormatId(id, span[4..]);
        "\ndata: "u8.CopyTo(span[used..]);
        used += 7;
        json.CopyTo(span[used..]);
        used += json.Length;
        "\n\n"u8.CopyTo(span[used..]);
        output.Advance(used + 2);
    }

    /// <summary>Writes a number as <c>fence-sequence</c>.</summary>
    public static void WriteId(IBufferWriter<byte> output, EventId id) =>
        output.Advance(FormatId(id, output.GetSpan(MostPrefixBytes)));

    private static int FormatId(EventId id, Span<byte> span)
    {
        Utf8Formatter.TryFormat(id.Fence, span, out int fence);
        span[fence] = (byte)'-';
        Utf8Formatter.TryFormat(id.Sequence, span[(fence + 1)..], out int sequence);
        return fence + 1 + sequence;
    }
}
