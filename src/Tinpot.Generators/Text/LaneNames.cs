using System.Globalization;

namespace Tinpot.Generators.Text;

/// <summary>Names of queues and groups. The settings of a worker list them, separated by commas.</summary>
internal static class LaneNames
{
    /// <returns>What is wrong with a name; null when it can be served.</returns>
    public static string? Fault(string name)
    {
        if (name.Length == 0)
            return "is empty; omit it for the default";
        if (name is "*")
            return "stands for all names";
        if (name.Any(char.IsControl))
            return "contains a control character";
        if (name.Trim().Length < name.Length)
            return "begins or ends with a blank";
        if (name.Contains(','))
            return "contains a comma, which separates the names in a worker's settings";
        return name.Where((_, i) => Texts.IsHalfPair(name, i)).Any() ? "contains half of a surrogate pair" : null;
    }

    /// <summary>The name as a message can show it.</summary>
    public static string Print(string name) => string.Concat(name.Select((c, i) =>
        char.IsControl(c) || Texts.IsHalfPair(name, i) ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString()));
}
