using System.Globalization;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Names of types under <c>$defs</c>: the C# name, with as much of its scope as makes it unique.</summary>
internal static class SchemaNames
{
    /// <summary>Names by the types' full names.</summary>
    public static Dictionary<string, string> Of(IEnumerable<DefinitionModel> definitions)
    {
        Dictionary<string, string> names = [];
        foreach (IGrouping<string, DefinitionModel> same in definitions.GroupBy(static d => d.Title))
        {
            DefinitionModel[] types = [.. same.OrderBy(static d => d.Name, StringComparer.Ordinal)];
            int most = types.Max(static t => Parts(t).Length);
            int parts = Enumerable.Range(0, most + 1).FirstOrDefault(p => types.Select(t => Name(t, p)).Distinct().Count() == types.Length);
            HashSet<string> taken = [];
            foreach (DefinitionModel type in types)
                names.Add(type.Name, Free(Name(type, parts), taken));
        }
        return names;
    }

    /// <summary>Generic types may differ in the namespace of an argument only; then a number must do.</summary>
    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
            free = name + i.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    private static string Name(DefinitionModel type, int parts)
    {
        string[] around = Parts(type);
        return string.Join(".", around.Skip(around.Length - parts).Append(type.Title));
    }

    private static string[] Parts(DefinitionModel type) => type.Scope.Split(['.'], StringSplitOptions.RemoveEmptyEntries);
}
