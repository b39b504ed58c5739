namespace Tinpot.Executions;

/// <summary>The store cannot be reached or written; what was asked for did not happen, or is unknown and safe to repeat.</summary>
public sealed class StoreUnavailableException : Exception
{
    internal StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>
    /// The execution that a submission may have stored although its outcome is unknown; null when nothing was submitted. Submitting
    /// again with this id as the idempotency key never starts a second one.
    /// </summary>
    public Guid? ExecutionId { get; internal init; }
}
