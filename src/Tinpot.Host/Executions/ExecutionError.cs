namespace Tinpot.Executions;

/// <summary>What went wrong: <c>{type, message, reason, stack}</c>.</summary>
/// <param name="Type">Full name of the exception's type, or the reason's name where there was none.</param>
internal sealed record ExecutionError(string Type, string Message, FailureReason Reason, string? Stack = null);
