using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Whether a secret may stand in a value, at any depth.</summary>
internal static class Secrecy
{
    public static bool Holds(TypeModel type, ObjectDefinitions types) => Holds(type, types, []);

    /// <param name="seen">Types looked at: one that contains itself has no end.</param>
    private static bool Holds(TypeModel type, ObjectDefinitions types, HashSet<string> seen) => type switch
    {
        SecretModel => true,
        SequenceModel sequence => Holds(sequence.Item, types, seen),
        DictionaryModel dictionary => Holds(dictionary.Value, types, seen),
        ObjectModel record => seen.Add(record.Name) && types[record].Members.Any(m => Holds(m.Type, types, seen)),
        _ => false,
    };
}
