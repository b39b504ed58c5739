namespace Tinpot.Workers;

/// <summary>No child could be started; the message says what to do.</summary>
internal sealed class ChildStartException(string message, Exception? inner = null) : Exception(message, inner);
