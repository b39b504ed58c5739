using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Types that generated code cannot name, though the author's code can.</summary>
internal static class UnnameableTypes
{
    /// <summary>The problem of a type, or of a type within it; null when there is none.</summary>
    public static string? Obstacle(ITypeSymbol type, Compilation compilation) => type switch
    {
        IArrayTypeSymbol array => Obstacle(array.ElementType, compilation),
        INamedTypeSymbol named when !AliasedReference.IsGlobal(named.ContainingAssembly, compilation) => $"'{named.ContainingAssembly.Name}' {AliasedReference.Problem}",
        INamedTypeSymbol named when Forbidden(named) is { } forbidden => Sentence(forbidden),
        INamedTypeSymbol named => named.TypeArguments.Select(argument => Obstacle(argument, compilation)).FirstOrDefault(static problem => problem is not null),
        _ => null,
    };

    /// <summary>Of a parameter's type, and of the types that its attributes name.</summary>
    public static string? Obstacle(IParameterSymbol parameter, Compilation compilation) => parameter.GetAttributes()
        .SelectMany(static attribute => attribute.ConstructorArguments)
        .Select(static argument => argument.Kind is TypedConstantKind.Type ? argument.Value as ITypeSymbol : null)
        .Prepend(parameter.Type)
        .Select(type => type is null ? null : Obstacle(type, compilation))
        .FirstOrDefault(static problem => problem is not null);

    public static string Sentence(INamedTypeSymbol forbidden) => $"'{forbidden.Name}' is [Obsolete] with error: true, so that generated code cannot name it";

    /// <summary>The type itself, or one around it.</summary>
    public static INamedTypeSymbol? Forbidden(INamedTypeSymbol named)
    {
        for (INamedTypeSymbol? type = named; type is not null; type = type.ContainingType)
        {
            if (JsonShape.IsForbidden(type))
                return type;
        }
        return null;
    }
}
