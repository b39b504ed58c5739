using System.ComponentModel;
using System.Net.Sockets;

namespace Tinpot.Platform;

/// <summary>Tells the errors by which the system says that it has no process, thread, memory or descriptor to give now.</summary>
internal static class SystemShortage
{
    private const int TryAgain = 11;
    private const int NoMemory = 12;
    private const int TooManyInSystem = 23;
    private const int TooManyInProcess = 24;

    /// <param name="error">What the attempt to start a process or a thread threw.</param>
    public static bool Is(Exception error) => error switch
    {
        OutOfMemoryException or ThreadStartException => true,
        Win32Exception { NativeErrorCode: TryAgain or NoMemory or TooManyInSystem or TooManyInProcess } => true,
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => true,
        IOException { HResult: TryAgain or NoMemory or TooManyInSystem or TooManyInProcess } => true,
        _ => error.InnerException is { } inner && Is(inner),
    };
}
