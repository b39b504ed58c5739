using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Audit;

/// <summary>
/// Asks the compiler, not our own code, which calls are redirected, and looks at every name in the source that means an
/// action: each is redirected or lies under a diagnostic.
/// </summary>
/// <param name="Recorded">Calls that an interceptor serves, as <c>file: call</c>.</param>
/// <param name="Silent">Uses of actions that are neither redirected nor reported.</param>
internal sealed record CallAudit(IReadOnlyList<string> Recorded, IReadOnlyList<string> Silent)
{
    public static async Task<CallAudit> OfAsync(Project project)
    {
        Generated generated = project.Generate();
        ILookup<string, Diagnostic> reported = (await project.AnalyzeAsync())
            .Where(static d => d.Id.StartsWith("TPT01", StringComparison.Ordinal))
            .ToLookup(static d => d.Location.SourceTree!.FilePath);
        List<string> recorded = [], silent = [];
        foreach (SyntaxTree tree in generated.Compilation.SyntaxTrees.Where(t => project.Files.ContainsKey(t.FilePath)))
        {
            SemanticModel model = generated.Compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes(descendIntoTrivia: false).OfType<SimpleNameSyntax>())
            {
                if (!IsAction(model.GetSymbolInfo(name)) || IsNameOnly(name))
                    continue;
                string place = $"{Path.GetFileName(tree.FilePath)}: {(Call(name) ?? (SyntaxNode)name).ToString().Split('\n')[0]}";
                if (Call(name) is { } call && model.GetInterceptorMethod(call) is not null)
                    recorded.Add(place);
                else if (!reported[tree.FilePath].Any(d => d.Location.SourceSpan.Contains(name.Span)))
                    silent.Add(place);
            }
        }
        return new CallAudit(recorded, silent);
    }

    private static bool IsAction(SymbolInfo info) => info.CandidateSymbols.Append(info.Symbol).OfType<IMethodSymbol>()
        .Any(static m => m.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == "Tinpot.ActionAttribute"));

    private static bool IsNameOnly(SyntaxNode name) => name.Ancestors().Any(static a =>
        a is AttributeSyntax or InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } });

    /// <summary>The call whose name this is.</summary>
    private static InvocationExpressionSyntax? Call(SimpleNameSyntax name)
    {
        ExpressionSyntax called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access
            : name.Parent is MemberBindingExpressionSyntax binding ? binding
            : name;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }
}
