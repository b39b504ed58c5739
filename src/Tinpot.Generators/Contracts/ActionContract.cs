namespace Tinpot.Generators.Contracts;

/// <summary>The parameters and the result of an action.</summary>
/// <param name="Result">Null when it returns nothing.</param>
/// <param name="Item">Each item of a stream; null when it does not stream.</param>
internal sealed record ActionContract(ContractSchema Parameters, ContractSchema? Result, ContractSchema? Item);
