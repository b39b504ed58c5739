namespace Tinpot.Generators.Model;

/// <summary>The result of a method.</summary>
/// <param name="TypeName">Fully qualified C# return type with annotations.</param>
/// <param name="Value">The value inside, or the item of a stream; null when there is none.</param>
/// <param name="Definitions">Records, classes and structs in the value, in order of their names.</param>
internal sealed record ReturnModel(ReturnKind Kind, string TypeName, TypeModel? Value, EquatableArray<DefinitionModel> Definitions = default);

/// <summary>The wrapping of a returned value.</summary>
internal enum ReturnKind
{
    Direct,
    Task,
    ValueTask,

    /// <summary><c>IAsyncEnumerable</c>: items as they come.</summary>
    Stream,
}
