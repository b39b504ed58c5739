using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>The types of which only their own code can say whether a value is one.</summary>
internal static class TypeChecks
{
    /// <summary>The name of the type in a schema.</summary>
    public static string Key(TypeModel type) => type.Name.Replace("global::", "");

    /// <summary>All of them in the parameters of some actions, in order of their keys, each once.</summary>
    public static EquatableArray<TypeCheckModel> Of(IEnumerable<ActionModel> actions)
    {
        SortedDictionary<string, TypeCheckModel> checks = new(StringComparer.Ordinal);
        foreach (TypeModel type in actions.SelectMany(static a =>
            a.Parameters.Select(static p => p.Input?.Type).OfType<TypeModel>().Concat(a.Definitions.SelectMany(static d => d.Members).Select(static m => m.Type))))
            Add(type, checks);
        return checks.Values.ToEquatableArray();
    }

    private static void Add(TypeModel type, SortedDictionary<string, TypeCheckModel> checks)
    {
        switch (type)
        {
            case SequenceModel sequence:
                Add(sequence.Item, checks);
                break;
            case DictionaryModel dictionary:
                Add(dictionary.Value, checks);
                break;
            case SecretModel secret:
                Add(secret.Value, checks);
                break;
            case ParsableModel:
                checks[Key(type)] = new TypeCheckModel(Key(type), $"{RuntimeNames.ParsedValue}.Check<{type.Name}>(ref reader)");
                break;
            case ContractModel contract:
                checks[Key(type)] = new TypeCheckModel(Key(type), $"{RuntimeNames.ContractValue}.Check(ref reader, {contract.Access})");
                break;
        }
    }
}
