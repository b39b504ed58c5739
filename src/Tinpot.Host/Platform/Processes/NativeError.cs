using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>A call of the operating system that failed, as an exception.</summary>
internal static class NativeError
{
    /// <summary>After a call that failed: an interrupting signal is not a failure; the call must be repeated.</summary>
    public static void UnlessInterrupted(string call)
    {
        if (Marshal.GetLastPInvokeError() != Libc.Error.Interrupted)
            throw Of(call);
    }

    /// <param name="result">What the call returned; -1 is a failure.</param>
    public static int Check(int result, string call) => result == -1 ? throw Of(call) : result;

    private static IOException Of(string call) =>
        new($"{call} failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
}
