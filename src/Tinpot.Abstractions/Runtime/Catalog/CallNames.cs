namespace Tinpot.Runtime.Catalog;

/// <summary>
/// Names of called actions in this program. Code that calls an action knows its declaring assembly and its own
/// name; only the program knows the prefix.
/// </summary>
internal sealed class CallNames
{
    private readonly Dictionary<(string Assembly, string Action), string> _names = [];

    internal CallNames(JoinedCatalog[] joined)
    {
        // An action that is left out of the catalog can still be called; its name follows the same rule
        foreach (var join in joined)
        {
            if (!join.Renames) continue;
            foreach (var own in join.Catalog.Own)
                _names[(join.Assembly, own)] = join.NameOf(own);
        }
    }

    internal string Of(string assembly, string action) =>
        _names.Count > 0 && _names.TryGetValue((assembly, action), out var name) ? name : action;
}
