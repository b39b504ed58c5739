using Tinpot.Executions;

namespace Tinpot.Stores.Redis;

/// <summary>How a queue and a group name the line in which their executions wait; neither part can hold the colon between them.</summary>
internal static class LaneName
{
    public static string Of(string queue, string group) => $"{Uri.EscapeDataString(queue)}:{Uri.EscapeDataString(group)}";

    /// <returns>null when it is not the name of a lane.</returns>
    public static Lane? TryRead(string lane)
    {
        int colon = lane.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new Lane(Uri.UnescapeDataString(lane[..colon]), Uri.UnescapeDataString(lane[(colon + 1)..]));
    }
}
