using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Lists and dictionaries.</summary>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic.";

    /// <summary>The item type of a list; null when it is none. Any enumerable can be written, only the common ones read.</summary>
    public static ITypeSymbol? Item(ITypeSymbol type, bool input, out SequenceKind kind)
    {
        kind = SequenceKind.Array;
        if (type is IArrayTypeSymbol array)
            return array.IsSZArray ? array.ElementType : null;
        if (type is not INamedTypeSymbol named || named.SpecialType is SpecialType.System_String)
            return null;
        if (named.TypeArguments.Length == 1 && Kind(named.MetadataName()) is { } known)
        {
            kind = known;
            return named.TypeArguments[0];
        }
        kind = SequenceKind.Enumerable;
        if (input || !named.MetadataName().StartsWith("System.Collections.", StringComparison.Ordinal))
            return null;
        return named.AllInterfaces.FirstOrDefault(static i => i.Is(Generic + "IEnumerable"))?.TypeArguments[0];
    }

    /// <summary>The value type of a dictionary with string keys; null when it is none.</summary>
    public static ITypeSymbol? Value(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, { } value] } named
            && named.MetadataName() is Generic + "Dictionary" or Generic + "IDictionary" or Generic + "IReadOnlyDictionary"
            ? value
            : null;

    private static SequenceKind? Kind(string name) => name switch
    {
        Generic + "List" or Generic + "IList" or Generic + "ICollection" or Generic + "IEnumerable"
            or Generic + "IReadOnlyList" or Generic + "IReadOnlyCollection" => SequenceKind.List,
        Generic + "HashSet" or Generic + "ISet" or Generic + "IReadOnlySet" => SequenceKind.Set,
        _ => null,
    };
}
