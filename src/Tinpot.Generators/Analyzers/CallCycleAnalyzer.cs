using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Files;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports each circle in the graph of calls once, at the action in it whose name comes first, and names a way around.</summary>
/// <remarks>
/// It judges the graph that the generator emits; what <see cref="CallGraphParser"/> does not see is no circle here either. Other
/// assemblies' actions cannot be in one: they cannot call back.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CallCycleAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.CallCycle];

    public override void Initialize(AnalysisContext context)
    {
        // What we generate calls every action and is none of the author's code
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Action) is null)
                return;
            ConcurrentBag<TreeIndex> trees = [];
            ConcurrentBag<IMethodSymbol> actions = [];
            start.RegisterSyntaxTreeAction(c => trees.Add(TreeIndex.Create(c.Tree, c.CancellationToken)));
            start.RegisterSymbolAction(
                c =>
                {
                    if (InterceptionEligibility.IsAction((IMethodSymbol)c.Symbol))
                        actions.Add((IMethodSymbol)c.Symbol);
                },
                SymbolKind.Method);
            start.RegisterCompilationEndAction(c => Report(c, [.. trees], actions));
        });
    }

    private static void Report(CompilationAnalysisContext context, ImmutableArray<TreeIndex> trees, IEnumerable<IMethodSymbol> methods)
    {
        // Of two actions with one name only the first is in the catalog, and the other is an error
        (IMethodSymbol Method, string Id, string Name)[] actions =
        [
            .. methods.Select(static m => (Method: m, Id: m.Id(), Name: ActionParser.NameOf(m, m.Attribute(KnownNames.Action)!)))
                .OrderBy(static a => a.Name, StringComparer.Ordinal).ThenBy(static a => a.Id, StringComparer.Ordinal)
                .GroupBy(static a => a.Name).Select(static g => g.First()),
        ];
        HashSet<string> names = [.. actions.Select(static a => a.Method.Name)];
        IEnumerable<CallEdgeModel> edges = trees.Where(t => t.MayMention(names))
            .SelectMany(t => CallSiteParser.Parse(t, names, context.Compilation, context.CancellationToken).Edges);
        EquatableArray<EquatableArray<string>> calls = CallGraphParser.Parse(
            [.. actions.Select(static a => (a.Id, a.Name))], edges, trees, context.Compilation, context.CancellationToken);

        Dictionary<string, EquatableArray<string>> graph = [];
        for (int i = 0; i < actions.Length; i++)
            graph[actions[i].Name] = calls[i];
        foreach (string[] cycle in CallCycles.Of(graph))
        {
            IMethodSymbol first = actions.First(a => a.Name == cycle[0]).Method;
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.CallCycle, first.Locations[0], cycle[0], string.Join(" -> ", cycle)));
        }
    }
}
