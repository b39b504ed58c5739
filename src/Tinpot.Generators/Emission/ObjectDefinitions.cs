using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>The definitions of the objects that some actions use.</summary>
internal sealed class ObjectDefinitions
{
    private readonly Dictionary<(string, TypeView), DefinitionModel> _definitions = [];

    public DefinitionModel this[ObjectModel type] => _definitions[(type.Name, type.View)];

    public static ObjectDefinitions Of(IEnumerable<ActionModel> actions)
    {
        ObjectDefinitions table = new();
        foreach (DefinitionModel definition in actions.SelectMany(static a => a.Definitions.Concat(a.Return.Definitions)))
            table._definitions[(definition.Name, definition.View)] = definition;
        return table;
    }
}
