using Tinpot.Executions;
using Tinpot.Executions.Limits;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>A change of state that the transaction holds.</summary>
/// <param name="From">The state it was in; null when it was in none, or in one that cannot be read.</param>
/// <param name="To">The same as <paramref name="From"/> when the owner is only asked to cancel.</param>
/// <param name="DueAt">When what waits for its time is due.</param>
internal readonly record struct WrittenTransition(
    Guid Id, string Queue, string Group, LimitSet? Limits, TransitionCause By, ExecutionState? From, ExecutionState To, DateTimeOffset? DueAt = null);
