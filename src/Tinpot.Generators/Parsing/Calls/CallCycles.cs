using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Calls;

/// <summary>The circles of a graph: of all that can reach each other, one shortest way from the first by name back to it.</summary>
internal static class CallCycles
{
    public static IEnumerable<string[]> Of(Dictionary<string, EquatableArray<string>> calls)
    {
        HashSet<string> told = [];
        foreach (string start in calls.Keys.OrderBy(static n => n, StringComparer.Ordinal))
        {
            if (told.Contains(start))
                continue;
            Dictionary<string, string> from = Reach(start, calls);
            if (!from.ContainsKey(start))
                continue;
            told.UnionWith(from.Keys.Where(n => n == start || Reach(n, calls).ContainsKey(start)));
            yield return Way(start, from);
        }
    }

    /// <summary>Everything that can be reached, with the step before it; the nearest first.</summary>
    private static Dictionary<string, string> Reach(string start, Dictionary<string, EquatableArray<string>> calls)
    {
        Dictionary<string, string> from = [];
        Queue<string> open = new([start]);
        while (open.Count > 0)
        {
            string caller = open.Dequeue();
            if (!calls.TryGetValue(caller, out EquatableArray<string> called))
                continue;
            foreach (string next in called)
            {
                if (from.ContainsKey(next))
                    continue;
                from.Add(next, caller);
                open.Enqueue(next);
            }
        }
        return from;
    }

    private static string[] Way(string start, Dictionary<string, string> from)
    {
        List<string> way = [start];
        for (string step = from[start]; step != start; step = from[step])
            way.Insert(0, step);
        way.Insert(0, start);
        return [.. way];
    }
}
