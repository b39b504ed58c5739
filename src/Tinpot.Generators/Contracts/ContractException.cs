namespace Tinpot.Generators.Contracts;

/// <summary>A manifest cannot be read.</summary>
/// <param name="position">Where, in characters from its beginning.</param>
internal sealed class ContractException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
