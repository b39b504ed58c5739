namespace Tinpot.Processes;

/// <summary>What this process may be besides a program: head of a session, keeper of orphans.</summary>
internal static class CurrentProcess
{
    private const int SetParentDeathSignal = 1;
    private const int SetChildSubreaper = 36;

    /// <summary>The process that started this one, or who took its place when it died.</summary>
    public static int Parent => Libc.GetParent();

    /// <summary>Head of a session and group of its own: a signal to the group reaches what it starts, and the terminal's reach nobody.</summary>
    public static void LeadSession() => Fault.Check(Libc.SetSid(), "setsid");

    /// <summary>What it started, directly or not, becomes its child when the parent in between dies.</summary>
    public static void AdoptOrphans() => Fault.Check(Libc.Prctl(SetChildSubreaper, 1, 0, 0, 0), "prctl");

    /// <summary>
    /// The kernel sends the signal when the thread dies that started this process. Compare <see cref="Parent"/> afterwards:
    /// it may have died before.
    /// </summary>
    public static void SignalOnParentDeath(int signal) => Fault.Check(Libc.Prctl(SetParentDeathSignal, (nuint)signal, 0, 0, 0), "prctl");

    /// <summary>Ends now: no handlers, no finalizers, no waiting for threads, which may never end.</summary>
    public static void Exit(int code) => Libc.Exit(code);
}
