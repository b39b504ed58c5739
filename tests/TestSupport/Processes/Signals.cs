using System.Runtime.InteropServices;

namespace Tinpot.Tests.Processes;

/// <summary>kill(2)</summary>
internal static partial class Signals
{
    public const int Kill = 9;

    public const int Terminate = 15;

    /// <summary>Freezes it; it does not notice.</summary>
    public const int Stop = 19;

    public const int Continue = 18;

    /// <summary>Does nothing when the process is gone.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
