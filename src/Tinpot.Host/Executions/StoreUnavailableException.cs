namespace Tinpot.Executions;

/// <summary>The store cannot be reached or written; what was asked for did not happen, or is unknown and safe to repeat.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
