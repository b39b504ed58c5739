using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Scalars;

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
            .Select(f => new EnumMemberModel(f.Name, JsonName(f), Literals.Bits(f.ConstantValue!), Code(type, f)))
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
                return (first.Name, other.Name, named.Key);
        }
        return null;
    }

    /// <summary>A member whose name in JSON no caller can pass, and the problem of that name.</summary>
    public static (string Member, string Fault)? Unspeakable(EnumModel type)
    {
        foreach (EnumMemberModel member in type.Members)
        {
            if (Texts.Fault(member.JsonName) is { } fault)
                return (member.Name, fault);
        }
        return null;
    }

    private static string Code(ITypeSymbol type, IFieldSymbol member) => JsonShape.IsForbidden(member)
        ? $"({type.PrintCore()})({Literals.Code(member.ConstantValue!)})"
        : $"{type.PrintCore()}.{member.Name.Escaped()}";

    private static string JsonName(IFieldSymbol field) =>
        field.Attribute(KnownNames.JsonMemberName)?.Positional(0) as string ?? SnakeCase.Convert(field.Name);
}
