namespace Tinpot.Executions;

/// <summary>The store cannot be reached or written; what was asked for did not happen, or is unknown and safe to repeat.</summary>
public sealed class StoreUnavailableException : Exception
{
    internal StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
