using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Which properties of a type cross JSON, and how a reader sets them. Fields are left alone.</summary>
internal static class ObjectMembers
{
    /// <summary>Public readable properties, base types first, without those a derived one replaces.</summary>
    public static List<IPropertySymbol> Of(INamedTypeSymbol type)
    {
        List<IPropertySymbol> properties = [];
        IEnumerable<INamedTypeSymbol> types = type.TypeKind is TypeKind.Interface ? type.AllInterfaces.Reverse() : Bases(type).Reverse();
        foreach (IPropertySymbol property in types.Append(type).SelectMany(static t => t.GetMembers()).OfType<IPropertySymbol>())
        {
            if (property is not { IsStatic: false, IsIndexer: false, RefKind: RefKind.None, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public }
                || JsonShape.IsIgnored(property))
                continue;
            int replaced = properties.FindIndex(p => p.Name == property.Name);
            if (replaced < 0)
                properties.Add(property);
            else
                properties[replaced] = property;
        }
        return properties;
    }

    /// <summary>Base types, nearest first, without <c>object</c>.</summary>
    public static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? b = type.BaseType; b is { SpecialType: SpecialType.None }; b = b.BaseType)
            yield return b;
    }

    /// <summary>The parameter of the constructor that gives the property; null when there is none.</summary>
    public static IParameterSymbol? Parameter(IPropertySymbol property, IMethodSymbol? constructor) =>
        constructor?.Parameters.FirstOrDefault(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(p.Type, property.Type));

    public static MemberRole Role(IPropertySymbol property, IParameterSymbol? parameter, Compilation compilation)
    {
        if (JsonShape.IsUnread(property))
            return MemberRole.None;
        if (parameter is not null)
            return MemberRole.Constructor;
        if (property.SetMethod is not { } setter || !setter.IsReachable(compilation) || JsonShape.IsForbidden(setter))
            return MemberRole.None;
        if (property.IsRequired)
            return MemberRole.Required;
        // A setter that is not for everybody is not for JSON
        if (setter.DeclaredAccessibility is not Accessibility.Public)
            return MemberRole.None;
        return setter.IsInitOnly ? MemberRole.Init : MemberRole.Set;
    }
}
