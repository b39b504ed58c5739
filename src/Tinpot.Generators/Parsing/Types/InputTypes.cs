using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>The records, classes, structs and enums that the value of a parameter consists of.</summary>
internal static class InputTypes
{
    /// <summary>Each once, with all it contains.</summary>
    public static IReadOnlyCollection<INamedTypeSymbol> Of(IEnumerable<ITypeSymbol> parameters, CancellationToken cancellation)
    {
        HashSet<INamedTypeSymbol> found = new(SymbolEqualityComparer.Default);
        HashSet<ITypeSymbol> seen = new(SymbolEqualityComparer.Default);
        Stack<ITypeSymbol> open = new(parameters);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            ITypeSymbol type = open.Pop();
            // A list may contain itself, and a generic type may grow without end
            if (!seen.Add(type) || GrowingTypes.Problem(type) is not null)
                continue;
            if (Content(type) is { } content)
                open.Push(content);
            else if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
                found.Add(enumeration);
            else if (type is INamedTypeSymbol named && ObjectTypes.MayBeObject(named) && !ParsableTypes.IsParsable(named))
            {
                found.Add(named);
                foreach (IPropertySymbol property in ObjectMembers.Of(named))
                    open.Push(property.Type);
            }
        }
        return found;
    }

    /// <summary>The content of a list, dictionary, secret or nullable value; null for other types.</summary>
    private static ITypeSymbol? Content(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ } value] } ? value
        : type is INamedTypeSymbol { TypeArguments: [{ } hidden] } && type.Is(KnownNames.Secret) ? hidden
        : CollectionTypes.Value(type, out _) ?? CollectionTypes.Item(type, out _, out _);
}
