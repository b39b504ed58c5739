using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Finds the calls of actions in a file that calls something of an action's name.</summary>
internal static class CallSiteParser
{
    public static EquatableArray<CallSiteModel> Parse(
        TreeIndex index, HashSet<string> names, Compilation compilation, CancellationToken cancellation)
    {
        // The tree may be gone from the compilation that drives this run
        if (!compilation.ContainsSyntaxTree(index.Tree))
            return [];
        List<CallSiteModel> sites = [];
        SemanticModel? model = null;
        InterceptionEligibility eligibility = new(compilation);
        foreach (SyntaxNode node in index.Tree.GetRoot(cancellation).DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax call || TreeIndex.CalledName(call) is not { } name || !names.Contains(name))
                continue;
            cancellation.ThrowIfCancellationRequested();
            model ??= compilation.GetSemanticModel(index.Tree);
            if (Parse(call, model, eligibility, cancellation) is { } site)
                sites.Add(site);
        }
        return sites.ToEquatableArray();
    }

    private static CallSiteModel? Parse(
        InvocationExpressionSyntax call, SemanticModel model, InterceptionEligibility eligibility, CancellationToken cancellation)
    {
        if (model.GetOperation(call, cancellation) is not IInvocationOperation operation
            || eligibility.Check(operation, out InterceptableLocation? location, cancellation) is not Eligibility.Eligible)
            return null;
        IMethodSymbol target = operation.TargetMethod.OriginalDefinition;
        return new CallSiteModel(
            target.Id(), eligibility.Foreign(target, cancellation), location!.Version, location.Data, call.SyntaxTree.FilePath, call.SpanStart);
    }
}
