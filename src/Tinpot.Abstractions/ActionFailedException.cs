namespace Tinpot;

/// <summary>An action that was called by <see cref="Submit"/> did not end in SUCCESS.</summary>
public sealed class ActionFailedException : Exception
{
    /// <summary>Tells of a call that failed; public, so that tests of what handles it can make one.</summary>
    /// <param name="executionId">Id of the execution that failed.</param>
    /// <param name="action">Name of its action.</param>
    /// <param name="state">The state it ended in, <c>FAILURE</c> or <c>REVOKED</c>; null when it was never stored.</param>
    /// <param name="reason">See <see cref="Reason"/>.</param>
    /// <param name="errorType">Full name of the exception's type, or the reason where there was none.</param>
    /// <param name="errorMessage">The error in a sentence.</param>
    /// <param name="inner">The exception itself, where the action ran in the same process.</param>
    public ActionFailedException(
        Guid executionId, string action, string? state, string reason, string errorType, string errorMessage, Exception? inner = null)
        : base(Describe(executionId, action, state, reason, errorMessage), inner)
    {
        ExecutionId = executionId;
        Action = action;
        State = state;
        Reason = reason;
        ErrorType = errorType;
        ErrorMessage = errorMessage;
    }

    /// <summary>Id of the execution that failed; its page tells all there is to know.</summary>
    public Guid ExecutionId { get; }

    /// <summary>Name of its action.</summary>
    public string Action { get; }

    /// <summary>The state it ended in, <c>FAILURE</c> or <c>REVOKED</c>; <c>SUCCESS</c> when only its result could not be read; null when it was never stored.</summary>
    public string? State { get; }

    /// <summary>
    /// Why: <c>exception</c>, <c>timeout</c>, <c>crash</c>, <c>lost</c>, <c>poison</c>, <c>shutdown</c> or <c>validation</c> of a
    /// FAILURE; <c>cancelled</c> when it was cancelled; <c>refused</c> when it was not accepted; <c>unavailable</c> when the
    /// store was away for too long; <c>result</c> when what it returned is not what this program's version of the action returns.
    /// </summary>
    public string Reason { get; }

    /// <summary>Full name of the type of the exception that the action threw, or the reason where there was none.</summary>
    public string ErrorType { get; }

    /// <summary>The error in a sentence.</summary>
    public string ErrorMessage { get; }

    private static string Describe(Guid executionId, string action, string? state, string reason, string message) => state is null
        ? $"'{action}' was not run ({reason}): {message}"
        : $"Execution {executionId} of '{action}' ended {state} ({reason}): {message}";
}
