namespace Tinpot.Executions.Limits;

/// <summary>A limit under which an execution takes a place while it runs.</summary>
/// <param name="Name">The action that declares it.</param>
/// <param name="Key">
/// The value that is counted apart, in one spelling and bounded; null takes a place under every value, as do all where the
/// limit has no key.
/// </param>
/// <param name="MaxConcurrent">How many places there are, under each value.</param>
internal sealed record ExecutionLimit(string Name, string? Key, int MaxConcurrent);
