using System.Buffers;
using System.Globalization;

namespace Tinpot.Executions.Redis;

/// <summary>Reads a stored batch of events. A damaged batch becomes a gap, and reading goes on after it.</summary>
internal static class BatchReader
{
    private static readonly byte[] Gap = GapOfUnknownLength();

    /// <param name="meta">Count, first line, lines and calls, with commas between them; further numbers are ignored.</param>
    public static EventBatch Read(EventId first, string meta, byte[] payload, out bool damaged)
    {
        string[] words = meta.Split(',');
        damaged = true;
        if (words.Length < 4 || !Number(words[0], out int count) || !Number(words[2], out int lines) || !Number(words[3], out int calls)
            || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long firstLine)
            || count < 1 || payload.AsSpan().Count((byte)'\n') != count || payload[0] != (byte)'{' || payload[^1] != (byte)'\n')
        {
            return new EventBatch(first, 1, 0, 0, 0, Gap);
        }

        damaged = false;
        return new EventBatch(first, count, firstLine, lines, calls, payload);
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static byte[] GapOfUnknownLength()
    {
        var buffer = new ArrayBufferWriter<byte>();
        ExecutionEvents.WriteGap(buffer, 0);
        return buffer.WrittenSpan.ToArray();
    }
}
