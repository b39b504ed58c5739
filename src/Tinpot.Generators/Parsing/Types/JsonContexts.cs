using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>The types that a <c>JsonSerializerContext</c> knows, and where it has them: one of this compilation, or of the type's own assembly.</summary>
internal static class JsonContexts
{
    // Looked for once a compilation and gone with it; names only, so that nothing keeps the compilation
    private static readonly ConditionalWeakTable<IAssemblySymbol, Dictionary<string, string>> Known = new();

    /// <summary>A C# expression for the type's <c>JsonTypeInfo</c>; null when no context has it.</summary>
    public static string? Access(ITypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        Access(type, compilation.Assembly, compilation, cancellation)
            ?? (type.ContainingAssembly is { } home && !SymbolEqualityComparer.Default.Equals(home, compilation.Assembly)
                ? Access(type, home, compilation, cancellation)
                : null);

    private static string? Access(ITypeSymbol type, IAssemblySymbol assembly, Compilation compilation, CancellationToken cancellation)
    {
        if (!Known.TryGetValue(assembly, out Dictionary<string, string>? known))
        {
            // Two at once find the same
            known = Find(assembly, compilation, cancellation);
            Known.GetValue(assembly, _ => known);
        }
        return known.TryGetValue(Key(type), out string? access) ? access : null;
    }

    private static Dictionary<string, string> Find(IAssemblySymbol assembly, Compilation compilation, CancellationToken cancellation)
    {
        Dictionary<string, string> known = [];
        // Cheap first: the framework has many types, and no contexts for others
        if (compilation.GetTypeByMetadataName(KnownNames.JsonContext) is not { } contextType
            || SymbolEqualityComparer.Default.Equals(assembly, compilation.ObjectType.ContainingAssembly)
            || SymbolEqualityComparer.Default.Equals(assembly, contextType.ContainingAssembly))
            return known;
        foreach (INamedTypeSymbol context in Types(assembly.GlobalNamespace, cancellation)
            .Where(c => c.BaseType.Is(KnownNames.JsonContext) && c.IsReachable(compilation) && UnnameableTypes.Forbidden(c) is null)
            .OrderBy(static c => c.PrintCore(), StringComparer.Ordinal))
        {
            foreach (AttributeData attribute in context.GetAttributes())
            {
                if (!attribute.AttributeClass.Is(KnownNames.JsonSerializable) || attribute.Positional(0) is not ITypeSymbol type)
                    continue;
                string key = Key(type);
                if (!known.ContainsKey(key))
                    known.Add(key, $"{context.PrintCore()}.Default.{(attribute.NamedText("TypeInfoPropertyName") ?? PropertyName(type)).Escaped()}");
            }
        }
        return known;
    }

    private static string Key(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol scope, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (INamespaceOrTypeSymbol member in scope.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Class } type)
                yield return type;
            foreach (INamedTypeSymbol nested in Types(member, cancellation))
                yield return nested;
        }
    }

    /// <summary>The name that System.Text.Json's generator gives the property: <c>DictionaryStringInt32Array</c>.</summary>
    private static string PropertyName(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return PropertyName(array.ElementType) + (array.Rank == 1 ? "Array" : $"Array{array.Rank}D");
        StringBuilder name = new(type.Name);
        foreach (ITypeSymbol argument in Arguments(type as INamedTypeSymbol))
            name.Append(PropertyName(argument));
        return name.ToString();
    }

    private static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol? type) =>
        type is null ? [] : Arguments(type.ContainingType).Concat(type.TypeArguments);
}
