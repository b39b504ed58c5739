using System.Diagnostics;
using Tinpot;

namespace TestActions;

/// <summary>Code that reads standard input, which is nobody's.</summary>
[ActionGroup("Input")]
public static class InputActions
{
    /// <summary>Reads a line; there is none.</summary>
    [Action]
    public static string? ReadInputLine() => Console.ReadLine();

    /// <summary>Starts a program that reads eight bytes of the input it inherits, and says how many it got.</summary>
    [Action]
    public static int ReadInputBytes()
    {
        using Process head = Shells.Run("head -c 8 | wc -c");
        head.WaitForExit();
        return head.ExitCode;
    }

    /// <summary>Tells the times that it got.</summary>
    [Action]
    public static string TellTimes(DateTime local, DateTimeOffset moment) => $"{local:O} {moment:O}";
}
