using Tinpot.Executions;

namespace Tinpot.Actions;

/// <summary>Why an execution failed.</summary>
/// <param name="Reason">The kind of failure.</param>
/// <param name="Type">Full name of the exception's type, or the reason's name where there was none.</param>
/// <param name="Message">What happened, in a sentence.</param>
public sealed record ActionError(FailureReason Reason, string Type, string Message);
