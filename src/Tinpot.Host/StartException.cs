namespace Tinpot;

/// <summary>The host cannot start as it is set up. The message tells the reader what to change; the process exits 3.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
