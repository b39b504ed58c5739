using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Finds types of which no value can be written down, since each must contain another.</summary>
internal static class EndlessTypes
{
    /// <summary>The member that closes such a ring, and what to do about it; null when there is none.</summary>
    public static string? Problem(EquatableArray<DefinitionModel> definitions)
    {
        Dictionary<string, DefinitionModel> byName = definitions.ToDictionary(static d => d.Name);
        HashSet<string> finite = [];
        foreach (DefinitionModel definition in definitions)
        {
            if (Closing(definition, byName, [], finite) is { } problem)
                return problem;
        }
        return null;
    }

    private static string? Closing(DefinitionModel type, Dictionary<string, DefinitionModel> byName, List<string> open, HashSet<string> finite)
    {
        if (finite.Contains(type.Name))
            return null;
        open.Add(type.Name);
        foreach (MemberModel member in type.Members.Where(static m => m.Required))
        {
            if ((member.Type is SecretModel secret ? secret.Value : member.Type) is not ObjectModel inner)
                continue;
            if (open.Contains(inner.Name))
                return $"{type.Title}.{member.Name} needs another {byName[inner.Name].Title} forever; make it nullable, or a list";
            if (Closing(byName[inner.Name], byName, open, finite) is { } deeper)
                return deeper;
        }
        open.RemoveAt(open.Count - 1);
        finite.Add(type.Name);
        return null;
    }
}
