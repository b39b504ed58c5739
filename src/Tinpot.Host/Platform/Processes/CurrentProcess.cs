namespace Tinpot.Platform.Processes;

/// <summary>What this process may be besides a program: head of a session, keeper of orphans.</summary>
internal static class CurrentProcess
{
    private const int SetParentDeathSignal = 1;
    private const int SetDumpable = 4;
    private const int SetChildSubreaper = 36;

    /// <summary>The process that started this one, or who took its place when it died.</summary>
    public static int Parent => Libc.GetParent();

    /// <summary>Whether <c>/proc</c> shows the processes under the numbers that they have here.</summary>
    public static bool IsNumberedInProc =>
        new FileInfo("/proc/self").LinkTarget == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Head of a session and group of its own: a signal to the group reaches what it starts, and the terminal's reach nobody.</summary>
    public static void LeadSession() => NativeError.Check(Libc.SetSid(), "setsid");

    /// <summary>What it started, directly or not, becomes its child when the parent in between dies.</summary>
    public static void AdoptOrphans() => NativeError.Check(Libc.Prctl(SetChildSubreaper, 1, 0, 0, 0), "prctl");

    /// <summary>
    /// The kernel sends the signal when the thread dies that started this process. Compare <see cref="Parent"/> afterwards:
    /// it may have died before.
    /// </summary>
    public static void SignalOnParentDeath(int signal) => NativeError.Check(Libc.Prctl(SetParentDeathSignal, (nuint)signal, 0, 0, 0), "prctl");

    /// <summary>
    /// Other processes of the same user can no longer read its memory, environment and descriptors, or trace it. Its own
    /// <c>environ</c> and <c>oom_score_adj</c> are closed to itself too. What it starts is not affected.
    /// </summary>
    public static void Hide() => NativeError.Check(Libc.Prctl(SetDumpable, 0, 0, 0, 0), "prctl");

    /// <summary>Ends now: no handlers, no finalizers, no waiting for threads, which may never end.</summary>
    public static void Exit(int code) => Libc.Exit(code);
}
