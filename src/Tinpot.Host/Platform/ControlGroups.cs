using System.Globalization;

namespace Tinpot.Platform;

/// <summary>Limits of the control groups of this process, such as those of a container or of a systemd unit (<c>TasksMax</c>).</summary>
internal static class ControlGroups
{
    private const string Groups = "/proc/self/cgroup";

    private const string Root = "/sys/fs/cgroup";

    /// <returns>How many more tasks the groups let in; null = none of them has a limit.</returns>
    public static int? TasksLeft() => File.Exists(Groups) ? TasksLeft(File.ReadLines(Groups), Root) : null;

    /// <param name="groups">Lines such as <c>0::/user.slice</c> (version 2) and <c>8:pids:/user.slice</c> (version 1).</param>
    /// <param name="root">Where the groups are mounted.</param>
    public static int? TasksLeft(IEnumerable<string> groups, string root)
    {
        int? left = null;
        foreach (string line in groups)
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length == 3 && Mount(parts[1], root) is { } mount)
                left = Least(left, LeftIn(mount, parts[2]));
        }

        return left;
    }

    /// <summary>Where the groups of one kind are; null when they do not count tasks.</summary>
    private static string? Mount(string controllers, string root)
    {
        if (controllers.Length == 0)
            return root;
        return controllers.Split(',').Contains("pids") ? $"{root}/{controllers}" : null;
    }

    /// <summary>A group and those around it. In a container its own group is the root, and the path may be that of the machine.</summary>
    private static int? LeftIn(string mount, string group)
    {
        int? left = null;
        for (string? path = group; path is not null; path = path.Length > 1 ? path[..Math.Max(1, path.LastIndexOf('/'))] : null)
        {
            string folder = mount + path.TrimEnd('/');
            if (File.Exists($"{folder}/pids.max")
                && int.TryParse(File.ReadAllText($"{folder}/pids.max"), CultureInfo.InvariantCulture, out int most)
                && int.TryParse(File.ReadAllText($"{folder}/pids.current"), CultureInfo.InvariantCulture, out int tasks))
                left = Least(left, most - tasks);
        }

        return left;
    }

    private static int? Least(int? one, int? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;
}
