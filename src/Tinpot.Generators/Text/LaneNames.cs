using System.Globalization;

namespace Tinpot.Generators.Text;

/// <summary>What queues and groups may be called. A worker is told their names in a list that is written with commas.</summary>
internal static class LaneNames
{
    /// <returns>What is wrong with a name; null when it can be served.</returns>
    public static string? Fault(string name)
    {
        if (name.Length == 0)
            return "is empty; leave it out for the usual one";
        if (name is "*")
            return "would be read as all of them";
        if (name.Any(char.IsControl))
            return "holds a control character";
        if (name.Trim().Length < name.Length)
            return "begins or ends with a blank";
        if (name.Contains(','))
            return "holds a comma, which separates names where a worker is told what it serves";
        return name.Where((_, i) => Texts.IsHalfPair(name, i)).Any() ? "holds half of a surrogate pair" : null;
    }

    /// <summary>The name as a message can show it.</summary>
    public static string Print(string name) => string.Concat(name.Select((c, i) =>
        char.IsControl(c) || Texts.IsHalfPair(name, i) ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString()));
}
