using System.Globalization;

namespace Tinpot.Platform;

/// <summary>The limits that the system sets for this process, read without a call that would load an assembly.</summary>
internal static class ResourceLimits
{
    /// <summary>How many descriptors this process may have open at once. The runtime has raised this limit to the highest that is allowed.</summary>
    /// <returns>null when the system sets no limit or does not say.</returns>
    public static int? Descriptors() => Soft("Max open files");

    /// <summary>How many processes and threads the user of this process may have, all of its processes together.</summary>
    /// <returns>null when the system sets no limit or does not say.</returns>
    public static int? Processes() => Soft("Max processes");

    private static int? Soft(string name)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // "Max open files            1024                 524288               files". Each assembly takes descriptors too, so
        // this uses no more of them than it needs.
        foreach (string line in File.ReadAllLines("/proc/self/limits"))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
                return Number(line[name.Length..].TrimStart());
        }

        return null;
    }

    private static int? Number(string text)
    {
        int end = text.IndexOf(' ', StringComparison.Ordinal);
        return long.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long limit)
            ? (int)Math.Min(limit, int.MaxValue)
            : null;
    }
}
