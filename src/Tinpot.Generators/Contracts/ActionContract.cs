namespace Tinpot.Generators.Contracts;

/// <summary>What an action takes and gives.</summary>
/// <param name="Result">Null when it returns nothing.</param>
/// <param name="Item">Each item of a stream; null when it does not stream.</param>
internal sealed record ActionContract(ContractSchema Parameters, ContractSchema? Result, ContractSchema? Item);
