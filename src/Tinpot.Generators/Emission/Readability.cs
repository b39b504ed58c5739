using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Whether what was written can be read back: not where a secret was masked, nor where nothing can be made of what was read.</summary>
internal static class Readability
{
    public static bool CanRead(TypeModel type, ObjectDefinitions types) => CanRead(type, types, []);

    private static bool CanRead(TypeModel type, ObjectDefinitions types, HashSet<string> seen) => type switch
    {
        SecretModel => false,
        SequenceModel sequence => sequence.Make.Length > 0 && CanRead(sequence.Item, types, seen),
        DictionaryModel dictionary => dictionary.Make.Length > 0 && CanRead(dictionary.Value, types, seen),
        ObjectModel record => !seen.Add(record.Name)
            || (types[record] is { Readable: true } definition && definition.Members.All(m => m.Role is MemberRole.None || CanRead(m.Type, types, seen))),
        _ => true,
    };
}
