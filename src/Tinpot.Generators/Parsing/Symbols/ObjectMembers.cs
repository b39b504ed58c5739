using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Symbols;

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

    /// <summary>The parameter of a record that declares the property; null when the property is declared by itself.</summary>
    public static IParameterSymbol? Positional(IPropertySymbol property) => property.ContainingType is { IsRecord: true } record
        ? record.InstanceConstructors.SelectMany(static c => c.Parameters).FirstOrDefault(p => p.Name == property.Name && SymbolEqualityComparer.Default.Equals(p.Type, property.Type))
        : null;

    /// <summary>The property, and those that it overrides.</summary>
    public static IEnumerable<IPropertySymbol> Overridden(IPropertySymbol property)
    {
        for (IPropertySymbol? p = property; p is not null; p = p.OverriddenProperty)
            yield return p;
    }

    /// <summary>The attributes of the property, of its constructor parameter, and of the properties that it inherits from or overrides.</summary>
    public static ImmutableArray<AttributeData> Attributes(IPropertySymbol property, IParameterSymbol? parameter)
    {
        List<AttributeData> attributes = [];
        foreach (IPropertySymbol p in Overridden(property))
        {
            // As the framework does it, one nearer by replaces one of its kind
            HashSet<ISymbol?> nearer = new(attributes.Select(static a => a.AttributeClass), SymbolEqualityComparer.Default);
            attributes.AddRange(p.GetAttributes().Concat(Positional(p)?.GetAttributes() ?? []).Where(a => !nearer.Contains(a.AttributeClass)));
        }
        IEnumerable<AttributeData> given = parameter is null || SymbolEqualityComparer.Default.Equals(parameter, Positional(property)) ? [] : parameter.GetAttributes();
        return [.. attributes, .. given];
    }

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
        // A setter that is not public is not for JSON
        if (setter.DeclaredAccessibility is not Accessibility.Public)
            return MemberRole.None;
        return setter.IsInitOnly ? MemberRole.Init : MemberRole.Set;
    }
}
