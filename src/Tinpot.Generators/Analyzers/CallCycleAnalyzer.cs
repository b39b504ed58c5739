using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Files;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports each cycle in the graph of calls once, at its first action by name, with one path through it.</summary>
/// <remarks>
/// It checks the graph that the generator emits, and sees as much as <see cref="CallGraphParser"/> does. Other
/// assemblies' actions cannot be in a cycle: they cannot call this one.
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
        IEnumerable<string> joined = ProjectParser.Joins(context.Compilation, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions).Names.Keys;
        (IMethodSymbol Method, string Id, string Name)[] actions =
        [
            .. new Acceptance<IMethodSymbol>(methods.Select(ParsedActions.Candidate), joined).Actions
                .Select(static a => ParsedActions.Candidate(a.Action)).Select(static c => (c.Action, c.Id, c.Name)),
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
