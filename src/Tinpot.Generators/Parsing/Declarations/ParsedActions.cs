using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>The declarations that analyzers of one compilation have parsed: each is parsed once, whichever analyzer asks first.</summary>
/// <remarks>It lives as long as the compilation. A parse that is cancelled leaves nothing behind.</remarks>
internal sealed class ParsedActions
{
    private static readonly ConditionalWeakTable<Compilation, ParsedActions> ByCompilation = new();

    private readonly ConcurrentDictionary<IMethodSymbol, ParsedAction> _parsed = new(SymbolEqualityComparer.Default);

    public static ParsedAction Parse(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        // Parsed outside of GetOrAdd: each caller has a cancellation of its own
        ConcurrentDictionary<IMethodSymbol, ParsedAction> parsed = ByCompilation.GetOrCreateValue(compilation)._parsed;
        if (parsed.TryGetValue(method, out ParsedAction? known))
            return known;
        ActionModel? model = ActionParser.Parse(method, compilation, out IReadOnlyList<DeclarationProblem> problems, cancellation);
        return parsed.GetOrAdd(method, new ParsedAction(model, problems));
    }

    /// <summary>An action as the catalog may have it, whether or not its declaration has problems.</summary>
    public static ActionCandidate<IMethodSymbol> Candidate(IMethodSymbol method)
    {
        AttributeData attribute = method.Attribute(KnownNames.Action)!;
        return new ActionCandidate<IMethodSymbol>(method, method.Id(), ActionParser.NameOf(method, attribute), ActionParser.AliasesOf(attribute));
    }
}

/// <param name="Model">Null when there are problems.</param>
internal sealed record ParsedAction(ActionModel? Model, IReadOnlyList<DeclarationProblem> Problems);
