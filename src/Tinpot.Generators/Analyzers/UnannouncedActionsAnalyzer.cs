using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Projects;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports referenced assemblies whose actions were compiled without the generator.</summary>
/// <remarks>
/// Only public actions are seen: the compiler does not load the others' methods. An assembly that only calls actions is
/// left alone, since nothing in its metadata says that it does.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnannouncedActionsAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.UnannouncedActions];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(static end =>
        {
            foreach (IMethodSymbol action in UnannouncedActions.Find(end.Compilation, end.CancellationToken))
            {
                end.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnannouncedActions, Location.None, action.ContainingAssembly.Name, $"{action.ContainingType.Name}.{action.Name}"));
            }
        });
    }
}
