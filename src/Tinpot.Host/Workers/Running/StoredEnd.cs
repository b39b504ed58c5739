using Tinpot.Executions;

namespace Tinpot.Workers.Running;

/// <summary>How a run ended, as it is stored.</summary>
/// <param name="Outcome">null when the execution is PENDING again.</param>
/// <param name="Next">What was claimed in the same step.</param>
internal readonly record struct StoredEnd(ExecutionOutcome? Outcome, IReadOnlyList<ClaimedExecution> Next);
