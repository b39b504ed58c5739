using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>Makes the runtime look after its own dead children, and waits until it has.</summary>
internal static class ChildSignal
{
    /// <summary>Means nothing unless somebody listens for it.</summary>
    private const int Marker = 23;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The runtime handles signals in order on one thread, and reaps there. So once the second signal is handled, every
    /// child of its that was dead before the first is reaped.
    /// </summary>
    /// <returns>false when that took too long: what an action left running may have taken every thread of the pool.</returns>
    public static bool LetRuntimeReap()
    {
        // Not disposed: the handler may come to it after the wait for it was given up
        var handled = new ManualResetEventSlim();
        using PosixSignalRegistration marker = PosixSignalRegistration.Create((PosixSignal)Marker, context =>
        {
            context.Cancel = true;
            handled.Set();
        });
        Signals.Send(Environment.ProcessId, Signals.Child);
        Signals.Send(Environment.ProcessId, Marker);
        return handled.Wait(Timeout);
    }
}
