namespace Tinpot.Executions.Redis;

/// <summary>How a queue and a group name the line in which their executions wait; neither part can hold the colon between them.</summary>
internal static class LaneName
{
    public static string Of(string queue, string group) => $"{Uri.EscapeDataString(queue)}:{Uri.EscapeDataString(group)}";

    public static (string Queue, string Group) Read(string lane)
    {
        int colon = lane.IndexOf(':', StringComparison.Ordinal);
        return (Uri.UnescapeDataString(lane[..colon]), Uri.UnescapeDataString(lane[(colon + 1)..]));
    }
}
