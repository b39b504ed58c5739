using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tinpot.Runtime;

/// <summary>Gives started programs the default for SIGPIPE.</summary>
/// <remarks>
/// The runtime ignores the signal, and a program inherits that: <c>yes | head</c> ends with an error message. A handler is not
/// inherited. Here it does nothing, so writing to a broken pipe still is an error like any other.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class BrokenPipes
{
    private const int Signal = 13;

    private static readonly nint Nothing = Find();

    /// <summary>For this process and what it starts from now on.</summary>
    public static void Handle()
    {
        if (Nothing != 0)
            _ = SetHandler(Signal, Nothing);
    }

    /// <summary>A function of the C library that may be called in a signal handler and has no effect.</summary>
    private static nint Find()
    {
        if (OperatingSystem.IsWindows())
            return 0;
        // The runtime sets its own handlers once, when they are first needed: before ours, or it would undo it
        PosixSignalRegistration.Create(PosixSignal.SIGCONT, static _ => { }).Dispose();
        return NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "getpid", out nint function) ? function : 0;
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}
