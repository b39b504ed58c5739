namespace Tinpot.Generators.Model;

/// <summary>What a method returns.</summary>
/// <param name="TypeName">Fully qualified C# return type with annotations.</param>
/// <param name="Value">The value inside; null when there is none.</param>
internal sealed record ReturnModel(ReturnKind Kind, string TypeName, TypeModel? Value);

/// <summary>The wrapping of a returned value.</summary>
internal enum ReturnKind
{
    Direct,
    Task,
    ValueTask,
}
