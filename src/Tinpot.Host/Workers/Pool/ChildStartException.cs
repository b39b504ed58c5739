namespace Tinpot.Workers.Pool;

/// <summary>No child could be started; the message says what to do.</summary>
internal sealed class ChildStartException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>SIGKILL ended the child before it could say anything, which is usually not an error of its program.</summary>
    public bool Killed { get; init; }

    /// <summary>The system has no process, thread, memory or descriptor to give now, so it says nothing about the program.</summary>
    public bool Shortage { get; init; }
}
