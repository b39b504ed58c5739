using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>Runs what one execution submits, as executions of their own. Implemented by the host; safe to use from many threads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISubmitter
{
    /// <summary>Submits and waits for the end. What is submitted when the submitting execution stops is cancelled.</summary>
    /// <param name="id">Id of the new execution, a UUIDv7 that was never used.</param>
    /// <param name="action">Name of the action in the program's catalog.</param>
    /// <param name="arguments">One JSON object in UTF-8, secrets in clear, not checked.</param>
    /// <returns>The result, one JSON value in UTF-8; null when there is none.</returns>
    /// <exception cref="ActionFailedException">It did not end in SUCCESS, or was not accepted.</exception>
    /// <exception cref="OperationCanceledException">The submitting execution is to stop, or has ended.</exception>
    Task<ReadOnlyMemory<byte>?> RunAsync(Guid id, string action, ReadOnlyMemory<byte> arguments);
}
