namespace Tinpot.Generators.Model;

/// <summary>How many executions of an action run at a time.</summary>
/// <param name="Key">JSON name of the parameter whose values are counted apart; null when all count together.</param>
/// <param name="Rejects">What finds no place is refused; else it waits.</param>
internal sealed record ConcurrencyModel(int Limit, string? Key, bool Rejects);
