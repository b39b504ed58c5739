namespace Tinpot;

/// <summary>
/// The host cannot start as it is set up. The message tells the reader what to change; the process exits 3, or 2 when the command line
/// is wrong.
/// </summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What was typed on the command line is at fault.</summary>
    public bool Typed { get; init; }
}
