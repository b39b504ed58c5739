using Tinpot.Platform;

namespace Tinpot.Workers.Log;

/// <summary>The last lines of what a child and the programs that it started printed: after a crash they tell most.</summary>
internal static class CrashTail
{
    /// <summary>A runtime that gives up says why first, then shows its stack.</summary>
    private const int Lines = 50;

    private const int LongestLine = 8 * 1024;

    public static OutputTail Create() => new(Lines, LongestLine);
}
