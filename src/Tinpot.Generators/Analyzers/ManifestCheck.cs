using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Contracts;
using Tinpot.Generators.Emission;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <param name="Location">Null where only the manifest has a line for it.</param>
internal sealed record ContractBreak(Location? Location, string Text);

/// <summary>The actions of the catalog as they are now, by every name they can be called by.</summary>
internal sealed class ManifestCheck
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly Acceptance<IMethodSymbol> _own;
    private readonly IReadOnlyDictionary<string, JoinedAction> _joined;
    private readonly Dictionary<string, Dictionary<string, IMethodSymbol>> _foreign = new(StringComparer.Ordinal);

    public ManifestCheck(Compilation compilation, AnalyzerConfigOptions options, IEnumerable<IMethodSymbol> actions, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
        _joined = ProjectParser.Joins(compilation, options).Names;
        _own = new Acceptance<IMethodSymbol>(actions.Select(ParsedActions.Candidate), _joined.Keys);
    }

    /// <summary>The breaking changes of an action of the manifest.</summary>
    public IEnumerable<ContractBreak> Find(ManifestAction before)
    {
        foreach (string alias in before.Aliases.Where(a => _own.Find(a) is null && !_joined.ContainsKey(a)))
            yield return new ContractBreak(Place(before.Name), $"alias '{alias}' was removed");
        if (_own.Find(before.Name) is { } method)
        {
            foreach (ContractChange change in Changes(before, method))
                yield return new ContractBreak(Place(method, change.Parameter), change.Text);
        }
        else if (_joined.TryGetValue(before.Name, out JoinedAction? joined))
        {
            if (Foreign(joined) is not { } foreign)
                yield break;
            foreach (ContractChange change in Changes(before, foreign))
                yield return new ContractBreak(joined.Attribute is null ? null : joined.Attribute.Place(), change.Text);
        }
        else
            yield return new ContractBreak(null, $"it was removed or renamed; give its successor the alias '{before.Name}' if there is one");
    }

    /// <summary>None for an action with an invalid declaration, which is an error of its own.</summary>
    private IReadOnlyList<ContractChange> Changes(ManifestAction before, IMethodSymbol method) =>
        ParsedActions.Parse(method, _compilation, _cancellation).Model is { } model
            ? ContractComparer.Compare(before.Contract, EmittedContract.Of(model))
            : [];

    private Location? Place(string action) => _own.Find(action) is { } method ? method.Locations[0]
        : _joined.TryGetValue(action, out JoinedAction? joined) && joined.Attribute is { } attribute ? attribute.Place()
        : null;

    private Location Place(IMethodSymbol method, string? parameter) =>
        (ParsedActions.Parse(method, _compilation, _cancellation).Model?.Parameters
            .Select(static (p, i) => (p.Input?.JsonName, Index: i)).Where(p => p.JsonName == parameter && parameter is not null)
            .Select(p => method.Parameters[p.Index].Locations[0]).FirstOrDefault()) ?? method.Locations[0];

    private IMethodSymbol? Foreign(JoinedAction joined)
    {
        if (!_foreign.TryGetValue(joined.Assembly, out Dictionary<string, IMethodSymbol>? methods))
        {
            methods = new(StringComparer.Ordinal);
            foreach ((string name, IMethodSymbol method) in ReferencedActions.Of(_compilation, joined.Assembly))
            {
                foreach (string called in ActionParser.AliasesOf(method.Attribute(KnownNames.Action)!).Prepend(name))
                    methods[called] = method;
            }
            _foreign.Add(joined.Assembly, methods);
        }
        return methods.TryGetValue(joined.Action, out IMethodSymbol? found) ? found : null;
    }
}
