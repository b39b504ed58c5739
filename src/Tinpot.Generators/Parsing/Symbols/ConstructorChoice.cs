using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>The constructor with which a reader makes an object.</summary>
internal static class ConstructorChoice
{
    private const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    /// <summary>Null, with the reason, when there is none that generated code could call.</summary>
    public static IMethodSymbol? Of(INamedTypeSymbol type, Compilation compilation, out string? obstacle)
    {
        obstacle = null;
        if (type.IsAbstract || type.TypeKind is TypeKind.Interface)
            obstacle = "is abstract, and JSON does not say which type to create (a service needs [FromServices])";
        else if (Choose(type) is { } constructor && constructor.IsReachable(compilation) && !JsonShape.IsForbidden(constructor))
            return constructor;
        else
            obstacle = "has no single accessible constructor (one can be marked with [JsonConstructor])";
        return null;
    }

    /// <summary>The required members that a call of the constructor would not set; null when there are none.</summary>
    /// <param name="arguments">For each parameter the member that gives it; -1 for none.</param>
    /// <param name="read">Names of the properties that are set.</param>
    public static string? Gap(INamedTypeSymbol type, IMethodSymbol constructor, int[] arguments, HashSet<string> read)
    {
        int orphan = Array.IndexOf(arguments, -1);
        if (orphan >= 0)
            return $"has no public property for its constructor's parameter {constructor.Parameters[orphan].Name}";
        if (constructor.Attribute(SetsRequiredMembers) is not null)
            return null;
        IEnumerable<ISymbol> all = ObjectMembers.Bases(type).Prepend(type).SelectMany(static t => t.GetMembers());
        ISymbol? left = all.FirstOrDefault(m => m is IFieldSymbol { IsRequired: true }
            || (m is IPropertySymbol { IsRequired: true } property
                && (!read.Contains(m.Name) || constructor.Parameters.Any(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase)))));
        return left is null ? null : $"has a required member {left.Name} that its public properties do not set";
    }

    private static IMethodSymbol? Choose(INamedTypeSymbol type)
    {
        // A record's copy constructor is not public
        IMethodSymbol[] constructors = [.. type.InstanceConstructors];
        if (constructors.FirstOrDefault(static c => c.Attribute(KnownNames.JsonConstructor) is not null) is { } marked)
            return marked;
        IMethodSymbol[] open = [.. constructors.Where(static c => c.DeclaredAccessibility is Accessibility.Public)];
        // A struct always has a parameterless constructor; one with parameters says how it wants to be made
        IMethodSymbol[] withParameters = [.. open.Where(static c => c.Parameters.Length > 0)];
        if (type.TypeKind is TypeKind.Struct && withParameters.Length == 1)
            return withParameters[0];
        return open.FirstOrDefault(static c => c.Parameters.Length == 0) ?? (open.Length == 1 ? open[0] : null);
    }
}
