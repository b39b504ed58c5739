using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Facts of one compilation that the analyzers of calls share.</summary>
internal sealed class CallScope
{
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _knowing = new(SymbolEqualityComparer.Default);
    private readonly ActionDispatch _dispatch;
    private readonly Lazy<HashSet<string>> _announced;

    private CallScope(Compilation compilation)
    {
        Compilation = compilation;
        Eligibility = new InterceptionEligibility(compilation);
        _dispatch = new ActionDispatch(compilation);
        _announced = new Lazy<HashSet<string>>(() => [.. ReferencedCatalogs.Of(compilation).SelectMany(static c => c.Methods)]);
        _knowing[compilation.Assembly] = true;
    }

    public Compilation Compilation { get; }

    public InterceptionEligibility Eligibility { get; }

    /// <summary>Null when the compilation cannot have or call an action, or has an error that says so for all of them.</summary>
    public static CallScope? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownNames.Action) is null || !compilation.HasLanguage() ? null : new CallScope(compilation);

    public bool IsAction(IMethodSymbol method) =>
        method.ContainingAssembly is { } assembly && _knowing.GetOrAdd(assembly, static a => a.KnowsActions()) && InterceptionEligibility.IsAction(method);

    /// <summary>The action that a call of this method, which is none, may run.</summary>
    public IMethodSymbol? Behind(IMethodSymbol method) => _dispatch.Behind(method);

    /// <summary>An action that a late-bound call of this name on an object may reach.</summary>
    public string? Instance(string name) =>
        _announced.Value.Contains(name)
        || Compilation.GetSymbolsWithName(name, SymbolFilter.Member).OfType<IMethodSymbol>().Any(static m => !m.IsStatic && InterceptionEligibility.IsAction(m))
            ? name
            : null;
}
