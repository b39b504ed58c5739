namespace Tinpot.Generators.Contracts;

/// <summary>A change that can break callers or readers.</summary>
/// <param name="Parameter">The parameter it is about; null for the action or its result.</param>
/// <param name="Text">What changed, as a clause.</param>
internal sealed record ContractChange(string? Parameter, string Text);
