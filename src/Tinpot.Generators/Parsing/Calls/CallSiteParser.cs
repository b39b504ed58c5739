using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Files;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Calls;

/// <summary>Finds the calls of actions in a file that mentions something of an action's name, and whose code mentions which action.</summary>
internal sealed class CallSiteParser
{
    private readonly SemanticModel _model;
    private readonly InterceptionEligibility _eligibility;
    private readonly CancellationToken _cancellation;
    private readonly List<CallSiteModel> _sites = [];
    private readonly HashSet<CallEdgeModel> _edges = [];

    private CallSiteParser(TreeIndex index, Compilation compilation, CancellationToken cancellation)
    {
        _model = compilation.GetSemanticModel(index.Tree);
        _eligibility = new InterceptionEligibility(compilation);
        _cancellation = cancellation;
    }

    public static FileCallsModel Parse(
        TreeIndex index, HashSet<string> names, Compilation compilation, CancellationToken cancellation)
    {
        // The tree may be gone from the compilation that drives this run
        if (!compilation.ContainsSyntaxTree(index.Tree))
            return new FileCallsModel([], []);
        CallSiteParser parser = new(index, compilation, cancellation);
        foreach (SyntaxNode node in index.Tree.GetRoot(cancellation).DescendantNodes())
        {
            if (node is SimpleNameSyntax name && names.Contains(name.Identifier.ValueText))
                parser.Parse(name);
        }
        return new FileCallsModel(
            parser._sites.ToEquatableArray(),
            parser._edges.OrderBy(static e => e.From.Id, StringComparer.Ordinal).ThenBy(static e => e.To, StringComparer.Ordinal).ToEquatableArray());
    }

    private void Parse(SimpleNameSyntax name)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (TreeIndex.CallOf(name) is { } call && CallOf(call) is { } made)
        {
            Eligibility judged = _eligibility.Check(made, out InterceptableLocation? location, _cancellation);
            if (judged is Eligibility.NotAnAction)
                return;
            IMethodSymbol target = made.Target.OriginalDefinition;
            string id = target.Id();
            Edges(name, target, id);
            if (judged is Eligibility.Eligible)
                Site(call, target, id, location!);
            return;
        }
        // As a delegate, in a call that is bound at run time, …: not recorded, but called all the same
        SymbolInfo info = _model.GetSymbolInfo(name, _cancellation);
        if (info.Symbol is not null)
            Mention(name, info.Symbol);
        else if (info.CandidateReason is CandidateReason.LateBound)
            foreach (ISymbol candidate in info.CandidateSymbols)
                Mention(name, candidate);
    }

    /// <summary>
    /// The call, as far as the generator can know it: what is given to it may be the result of a method that is being
    /// generated, which has no type yet. Of one candidate it is clear all the same.
    /// </summary>
    private MadeCall? CallOf(InvocationExpressionSyntax call) => _model.GetOperation(call, _cancellation) switch
    {
        IInvocationOperation operation => MadeCall.Of(operation),
        IInvalidOperation operation when _model.GetSymbolInfo(call, _cancellation) is
        { Symbol: null, CandidateReason: CandidateReason.OverloadResolutionFailure, CandidateSymbols: [IMethodSymbol only] } => MadeCall.Of(operation, call, only, _model),
        _ => null,
    };

    private void Site(InvocationExpressionSyntax call, IMethodSymbol target, string id, InterceptableLocation location) => _sites.Add(new CallSiteModel(
        id, _eligibility.Foreign(target, _cancellation), location.Version, location.Data, call.SyntaxTree.FilePath, call.SpanStart));

    private void Mention(SimpleNameSyntax name, ISymbol symbol)
    {
        if (symbol is IMethodSymbol method && InterceptionEligibility.IsAction(method))
            Edges(name, method.OriginalDefinition, method.OriginalDefinition.Id());
    }

    private void Edges(SimpleNameSyntax name, IMethodSymbol action, string id)
    {
        string to = SymbolEqualityComparer.Default.Equals(action.ContainingAssembly, _model.Compilation.Assembly)
            ? id
            : $"{action.ContainingAssembly.Name}:{ActionParser.NameOf(action, action.Attribute(KnownNames.Action)!)}";
        foreach (CodeMemberModel member in CodeMembers.Around(name, _model, _cancellation))
            _edges.Add(new CallEdgeModel(member, to));
    }
}
