namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Decides which of a project's actions are in its catalog, and under which names.</summary>
/// <remarks>The generator emits what is accepted and analyzers report what is not, by this one order: of two actions with one name the first is accepted, and aliases take the names that are left.</remarks>
internal sealed class Acceptance<T>
    where T : class
{
    private readonly Dictionary<string, T?> _names;
    private readonly List<(T Action, List<string> Aliases)> _actions = [];
    private readonly List<Rejection<T>> _rejections = [];

    /// <param name="taken">Names of actions of other assemblies, which join before the project's own.</param>
    public Acceptance(IEnumerable<ActionCandidate<T>> candidates, IEnumerable<string> taken)
    {
        _names = taken.ToDictionary(static n => n, static _ => (T?)null, StringComparer.Ordinal);
        List<(ActionCandidate<T> Candidate, List<string> Aliases)> named = [];
        foreach (ActionCandidate<T> candidate in candidates.OrderBy(static c => c.Name, StringComparer.Ordinal).ThenBy(static c => c.Id, StringComparer.Ordinal))
        {
            if (Take(candidate.Name, candidate.Action, isAlias: false))
                named.Add((candidate, []));
        }
        foreach ((ActionCandidate<T> candidate, List<string> aliases) in named)
        {
            aliases.AddRange(candidate.Aliases.Where(alias => Take(alias, candidate.Action, isAlias: true)));
            _actions.Add((candidate.Action, aliases));
        }
    }

    /// <summary>The accepted actions in order of their names, with the aliases they keep.</summary>
    public IReadOnlyList<(T Action, List<string> Aliases)> Actions => _actions;

    public IReadOnlyList<Rejection<T>> Rejections => _rejections;

    /// <summary>The project's own action of a name or alias; null when there is none.</summary>
    public T? Find(string name) => _names.TryGetValue(name, out T? action) ? action : null;

    private bool Take(string name, T action, bool isAlias)
    {
        if (!_names.TryGetValue(name, out T? other))
        {
            _names.Add(name, action);
            return true;
        }
        _rejections.Add(new Rejection<T>(action, name, isAlias, other));
        return false;
    }
}

/// <summary>An action that may be in the catalog.</summary>
/// <param name="Id">Tells actions of one name apart.</param>
internal sealed record ActionCandidate<T>(T Action, string Id, string Name, IReadOnlyList<string> Aliases);

/// <summary>A name that an action cannot have.</summary>
/// <param name="Other">The own action that has it; null when it is an action of another assembly.</param>
internal sealed record Rejection<T>(T Action, string Name, bool IsAlias, T? Other)
    where T : class;
