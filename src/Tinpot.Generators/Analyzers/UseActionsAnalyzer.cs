using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports actions of other assemblies that cannot join the program's.</summary>
/// <remarks>
/// A clash of an own action with one that joins by itself is left to <see cref="ActionDeclarationAnalyzer"/>, which
/// reports it at the method: there is no attribute to point at.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UseActionsAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.UnusableActions];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.UseActions) is null)
                return;
            JoinResult joined = ProjectParser.Joins(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            ConcurrentDictionary<string, string> clashes = new(StringComparer.Ordinal);
            if (joined.Names.Count > 0)
                start.RegisterSymbolAction(c => Method((IMethodSymbol)c.Symbol, joined, clashes), SymbolKind.Method);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (JoinProblem problem in joined.Problems)
                    end.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnusableActions, problem.Attribute.Place(), problem.Obstacle));
                foreach (KeyValuePair<string, string> clash in clashes.OrderBy(static c => c.Key, StringComparer.Ordinal))
                    end.ReportDiagnostic(Clash(clash.Key, clash.Value, joined.Names[clash.Key]));
            });
        });
    }

    private static void Method(IMethodSymbol method, JoinResult joined, ConcurrentDictionary<string, string> clashes)
    {
        if (method.Attribute(KnownNames.Action) is not { } attribute)
            return;
        foreach (string name in ActionParser.AliasesOf(attribute).Prepend(ActionParser.NameOf(method, attribute)))
        {
            if (joined.Names.TryGetValue(name, out JoinedAction? taken) && taken.Attribute is not null)
                clashes[name] = $"{method.ContainingType.Name}.{method.Name}";
        }
    }

    private static Diagnostic Clash(string name, string method, JoinedAction taken) => Diagnostic.Create(
        DiagnosticDescriptors.UnusableActions,
        taken.Attribute.Place(),
        $"'{name}' is an action of '{taken.Assembly}' and '{method}' of this project; give the first one a prefix or exclude '{taken.Action}'");
}
