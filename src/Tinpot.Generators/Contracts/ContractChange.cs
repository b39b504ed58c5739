namespace Tinpot.Generators.Contracts;

/// <summary>Something that whoever relies on the manifest can break on.</summary>
/// <param name="Parameter">The parameter it is about; null for the action or its result.</param>
/// <param name="Text">What changed, as a clause.</param>
internal sealed record ContractChange(string? Parameter, string Text);
