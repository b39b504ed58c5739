namespace Tinpot.Fleet;

/// <summary>The actions of several catalogs as one. Where two have an action of one name, the first counts.</summary>
internal sealed class FleetView
{
    public static readonly FleetView Empty = new([]);

    private readonly Dictionary<string, ActionDescriptor> _byName = new(StringComparer.Ordinal);

    /// <param name="catalogs">The one that counts most first.</param>
    public FleetView(IEnumerable<(string Hash, IReadOnlyList<ActionDescriptor> Actions)> catalogs)
    {
        List<ActionDescriptor> all = [];
        var namesOf = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach ((string hash, IReadOnlyList<ActionDescriptor> actions) in catalogs)
        {
            if (!namesOf.TryAdd(hash, CatalogDocument.NamesOf(actions)))
                continue;
            // What was renamed keeps its former name as an alias, and an older catalog does not take it back
            ActionDescriptor[] further = [.. actions.Where(action => !_byName.ContainsKey(action.Name)).DistinctBy(action => action.Name, StringComparer.Ordinal)];
            all.AddRange(further);
            foreach (ActionDescriptor action in further)
                _byName.Add(action.Name, action);
            foreach (ActionDescriptor action in further)
            {
                foreach (string alias in action.Aliases)
                    _byName.TryAdd(alias, action);
            }
        }

        all.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Names = [.. all.Select(action => action.Name)];
        Actions = new FleetActions(all, namesOf);
    }

    /// <summary>In ordinal order, without aliases.</summary>
    public IReadOnlyList<string> Names { get; }

    public FleetActions Actions { get; }

    public ActionDescriptor? Find(string name) => _byName.GetValueOrDefault(name);
}
