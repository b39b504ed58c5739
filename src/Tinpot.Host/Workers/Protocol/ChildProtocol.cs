using System.Text;
using Tinpot.Workers.Log;

namespace Tinpot.Workers.Protocol;

/// <summary>What a host and its children agree on; <c>docs/child-protocol.md</c>.</summary>
internal static class ChildProtocol
{
    /// <summary>The lowest version that this program speaks.</summary>
    public const int LowestVersion = 5;

    /// <summary>The highest version that this program speaks.</summary>
    public const int HighestVersion = 5;

    /// <summary>Frames of kinds from here on are optional: a receiver that does not know one skips it.</summary>
    public const byte FirstOptionalKind = 128;

    /// <summary>Most characters of output in one frame; more becomes several.</summary>
    public const int TextLimit = 16 * 1024;

    /// <summary>Most bytes that a child takes in one frame: arguments as large as any that the host accepts, and secrets put back.</summary>
    public const int StartLimit = 512 * 1024 * 1024;

    private const int MiB = 1024 * 1024;

    /// <summary>
    /// Most bytes that a host takes in one frame. It has room for a result of the largest size, or for a log entry of the
    /// longest, in which every character is escaped.
    /// </summary>
    public static int FrameLimit(int resultLimit) => MiB + Math.Max(resultLimit, 6 * ExceptionText.LongestEntry);

    /// <summary>The version that a host speaks with a child: the highest that both know.</summary>
    /// <returns>null when there is none.</returns>
    public static int? VersionWith(HelloMessage hello)
    {
        int common = Math.Min(HighestVersion, hello.Highest);
        return common >= LowestVersion && common >= hello.Lowest ? common : null;
    }

    /// <summary>The beginning of what came, for a message.</summary>
    public static string Quote(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);
}
