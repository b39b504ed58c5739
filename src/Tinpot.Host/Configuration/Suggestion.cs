namespace Tinpot.Configuration;

/// <summary>Finds what somebody meant: the nearest name by edits, swapped neighbours counting one.</summary>
internal static class Suggestion
{
    /// <returns>The nearest candidate, or null when none is near enough to be meant.</returns>
    public static string? Nearest(string typed, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int least = Math.Max(1, typed.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - typed.Length) >= least)
                continue;
            int edits = Edits(typed, candidate);
            if (edits < least)
                (nearest, least) = (candidate, edits);
        }

        return nearest;
    }

    private static int Edits(string left, string right)
    {
        int[] before = new int[right.Length + 1], last = new int[right.Length + 1], row = new int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++)
            last[column] = column;
        for (int line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            for (int column = 1; column <= right.Length; column++)
            {
                int cost = left[line - 1] == right[column - 1] ? 0 : 1;
                row[column] = Math.Min(Math.Min(row[column - 1], last[column]) + 1, last[column - 1] + cost);
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                    row[column] = Math.Min(row[column], before[column - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[right.Length];
    }
}
