using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Enums, by the names of their members.</summary>
internal static class EnumBuilder
{
    public static bool TryBuild(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model)
    {
        model = null;
        if (EnumTypes.Find(type) is not { } enumeration)
            return false;
        if (EnumTypes.Twins(enumeration) is var (one, other, name))
            classifier.Reject($"its members {one} and {other} are both called '{name}' in JSON; name one of them with [JsonStringEnumMemberName]");
        else if (EnumTypes.Unspeakable(enumeration) is var (member, fault))
            classifier.Reject($"the name of its member {member} in JSON {fault}");
        else
            model = enumeration;
        return true;
    }
}
