using System.Globalization;

namespace Tinpot.Stores.Redis.Connecting;

/// <summary>What a server says of itself in <c>INFO</c>, as far as it matters here.</summary>
/// <param name="RunId">Another one after each start of the server.</param>
/// <param name="Replica">It copies another server and takes no writes.</param>
/// <param name="AppendOnly">It writes down each change; without, it keeps snapshots at best.</param>
/// <param name="Eviction">What it does when its memory is full.</param>
internal sealed record ServerFacts(Version Version, string RunId, bool Replica, bool Sentinel, bool AppendOnly, string Eviction)
{
    /// <exception cref="FormatException">It is not the INFO of a Redis.</exception>
    public static ServerFacts Parse(string info)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in info.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '#')
                fields[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new ServerFacts(
            VersionOf(Field("redis_version")),
            Field("run_id"),
            fields.GetValueOrDefault("role") is "slave" or "replica",
            Field("redis_mode") == "sentinel",
            fields.GetValueOrDefault("aof_enabled") == "1",
            fields.GetValueOrDefault("maxmemory_policy", "unknown"));

        string Field(string name) => fields.TryGetValue(name, out string? value) ? value : throw new FormatException($"INFO has no {name}.");
    }

    /// <summary>Builds between releases write <c>7.4.0-rc1</c>.</summary>
    private static Version VersionOf(string text)
    {
        int[] parts = [.. text.Split('.', '-').Take(3)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)];
        return parts.Length < 2 ? throw new FormatException("INFO has no redis_version.") : new Version(parts[0], parts[1], parts.Length > 2 ? parts[2] : 0);
    }
}
