using System.Globalization;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>Reads a stored batch of events. What is damaged of it becomes a gap, and reading goes on after it.</summary>
internal static class BatchReader
{
    /// <param name="meta">Count, first line, lines and calls, with commas between them; further numbers are ignored.</param>
    /// <param name="damaged">Is told of each event that cannot be read, with the reason.</param>
    public static EventBatch Read(EventId first, string meta, byte[] payload, Action<EventId, string> damaged)
    {
        string[] words = meta.Split(',');
        if (words.Length < 4 || !Number(words[0], out int count) || !Number(words[2], out int lines) || !Number(words[3], out int calls)
            || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long firstLine))
        {
            damaged(first, "the batch is damaged");
            return StoredEvents.Unreadable(first);
        }

        return StoredEvents.Check(new EventBatch(first, count, firstLine, lines, calls, payload), damaged);
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
