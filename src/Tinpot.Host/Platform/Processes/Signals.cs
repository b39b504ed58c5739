namespace Tinpot.Platform.Processes;

/// <summary>The signals of Linux.</summary>
internal static class Signals
{
    public const int Hangup = 1;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Child = 17;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>The exit code of a process that a signal ended is this and the signal's number, as shells count.</summary>
    public const int ExitCodeBase = 128;

    private static readonly string[] Names =
    [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
        "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary><c>SIGKILL</c> for 9; null for a number that is not a named signal.</summary>
    public static string? NameOf(int number) => number >= 1 && number <= Names.Length ? "SIG" + Names[number - 1] : null;

    /// <summary>Sends to every process of a group; nothing happens when none is left.</summary>
    /// <param name="leader">The process whose number the group has.</param>
    public static void SendToGroup(int leader, int signal)
    {
        // To the kernel -1 is everyone, and 0 the caller's own group
        ArgumentOutOfRangeException.ThrowIfLessThan(leader, 2);
        _ = Libc.Kill(-leader, signal);
    }

    /// <returns>false when the process is gone, or may not be sent to.</returns>
    public static bool Send(int process, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(process, 1);
        return Libc.Kill(process, signal) == 0;
    }
}
