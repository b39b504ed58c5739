using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Enums by the names of their members.</summary>
internal static class EnumTypes
{
    public static EnumModel? Find(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } enumeration)
            return null;
        EquatableArray<EnumMemberModel> members = enumeration.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(static f => f.HasConstantValue)
            .Select(static f => new EnumMemberModel(f.Name.Escaped(), JsonName(f), Literals.Bits(f.ConstantValue!)))
            .ToEquatableArray();
        bool flags = enumeration.Attribute("System.FlagsAttribute") is not null;
        return new EnumModel(members, flags, underlying.ToDisplayString()) { Name = type.PrintCore(), IsValueType = true };
    }

    /// <summary>Two members with one name in JSON and different values.</summary>
    public static (string One, string Other, string Name)? Twins(EnumModel type)
    {
        foreach (IGrouping<string, EnumMemberModel> named in type.Members.GroupBy(static m => m.JsonName))
        {
            EnumMemberModel first = named.First();
            if (named.FirstOrDefault(m => m.Value != first.Value) is { } other)
                return (first.Name.TrimStart('@'), other.Name.TrimStart('@'), named.Key);
        }
        return null;
    }

    private static string JsonName(IFieldSymbol field) =>
        field.Attribute(KnownNames.JsonMemberName)?.Positional(0) as string ?? SnakeCase.Convert(field.Name);
}
