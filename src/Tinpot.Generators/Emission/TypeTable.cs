using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>What the objects of some actions consist of.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<(string, TypeView), DefinitionModel> _definitions = [];

    public DefinitionModel this[ObjectModel type] => _definitions[(type.Name, type.View)];

    public static TypeTable Of(IEnumerable<ActionModel> actions)
    {
        TypeTable table = new();
        foreach (DefinitionModel definition in actions.SelectMany(static a => a.Definitions.Concat(a.Return.Definitions)))
            table._definitions[(definition.Name, definition.View)] = definition;
        return table;
    }
}
