namespace Tinpot.Executions;

/// <summary>What happens, under one condition, to an execution that its owner did not finish.</summary>
/// <param name="End">How it ends; null when it is PENDING again.</param>
/// <param name="AttemptCounts">The attempt is one of those that the execution has.</param>
internal sealed record LostExecutionRule(LostExecutionCondition When, ExecutionOutcome? End, bool AttemptCounts = true);
