namespace Tinpot.Runtime.Catalog;

/// <summary>
/// What called actions are called in this program. Code that calls an action knows its declaring assembly and its own
/// name; only the program knows the prefix.
/// </summary>
internal sealed class CallNames
{
    private readonly Dictionary<(string Assembly, string Action), string> _names = [];

    internal CallNames(JoinedCatalog[] joined)
    {
        // What is left out of the catalog can still be called, and goes by the same rule
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
