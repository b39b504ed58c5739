namespace Tinpot.Schemas;

/// <summary>Finds the name that was probably meant.</summary>
public static class Suggestion
{
    // Nobody mistypes a longer one by hand, and the work grows with its square
    private const int MaxLength = 64;

    /// <summary>
    /// The known name closest to a given one: the same but for case, hyphens and underscores, else at most a third of
    /// its characters away; null when none is close.
    /// </summary>
    public static string? Closest(string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(known);
        if (given.Length is 0 or > MaxLength) return null;
        string? best = null;
        var plain = Plain(given);
        var least = Math.Max(1, given.Length / 3) + 1;
        foreach (var name in known)
        {
            if (name.Length > MaxLength || name == given) continue;
            var other = Plain(name);
            var distance = other == plain ? 0 : Math.Max(1, Distance(plain, other));
            // A two-letter name is a letter away from half the others
            if (distance >= least || distance >= Math.Max(given.Length, name.Length) - 1 && distance > 0) continue;
            best = name;
            least = distance;
        }
        return best;
    }

    private static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    /// <summary>Insertions, deletions, replacements and swaps of neighbours from one to the other.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[MaxLength + 1];
        Span<int> above = stackalloc int[MaxLength + 1];
        Span<int> row = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            var spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[b.Length];
    }
}
