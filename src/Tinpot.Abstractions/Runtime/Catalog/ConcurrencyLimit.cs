namespace Tinpot;

/// <summary>How many executions of an action run at a time, on all workers together.</summary>
/// <param name="Limit">At least 1.</param>
/// <param name="Key">Name of the parameter, as JSON has it, whose values are counted apart; null when all count together.</param>
/// <param name="WhenFull">The treatment of an execution when the limit is reached.</param>
public sealed record ConcurrencyLimit(int Limit, string? Key, WhenFull WhenFull);
