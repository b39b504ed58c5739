using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports a program that has actions and an entry point of its own which starts no host.</summary>
/// <remarks>
/// A program that names the host or the catalog anywhere is expected to start it. An entry point that another generator wrote, as a test
/// project has one, is not the author's to change. Actions of other projects count only where the program knows the host.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnservedProgramAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] Names = ["TinpotHost", "AddTinpot", "ActionCatalog"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.UnservedProgram];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!ProjectParser.IsExecutable(start.Compilation) || CallScope.Of(start.Compilation) is null
                || start.Compilation.GetEntryPoint(start.CancellationToken) is not { } entry)
                return;
            ConcurrentBag<string> actions = [];
            start.RegisterSymbolAction(
                c =>
                {
                    if (c.Symbol.Attribute(KnownNames.Action) is { } attribute)
                        actions.Add(ActionParser.NameOf((IMethodSymbol)c.Symbol, attribute));
                },
                SymbolKind.Method);
            start.RegisterCompilationEndAction(end => Report(end, entry, actions));
        });
    }

    private static void Report(CompilationAnalysisContext context, IMethodSymbol entry, IEnumerable<string> own)
    {
        IEnumerable<string> actions = context.Compilation.GetTypeByMetadataName(KnownNames.Host) is null
            ? own
            : own.Concat(ProjectParser.Joins(context.Compilation, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions).Names.Keys);
        if (actions.OrderBy(static a => a, StringComparer.Ordinal).FirstOrDefault() is { } first
            && Place(entry, context.CancellationToken) is { } place
            && !context.Compilation.SyntaxTrees.Any(t => Mentions(t, context.CancellationToken)))
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnservedProgram, place, first));
    }

    /// <summary>The name of <c>Main</c>, or the first of the statements that stand for it.</summary>
    private static Location? Place(IMethodSymbol entry, CancellationToken cancellation) =>
        entry.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            { SyntaxTree: var tree } when OurFiles.Has(tree) => null,
            CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().FirstOrDefault()?.GetLocation(),
            MethodDeclarationSyntax method => method.Identifier.GetLocation(),
            _ => null,
        };

    /// <summary>Comments do not count, and neither does generated code, which declares the catalog.</summary>
    private static bool Mentions(SyntaxTree tree, CancellationToken cancellation)
    {
        // Nearly every file can be skipped by its text
        string text = tree.GetText(cancellation).ToString();
        return !OurFiles.Has(tree) && Names.Any(n => text.IndexOf(n, StringComparison.Ordinal) >= 0)
            && tree.GetRoot(cancellation).DescendantTokens().Any(static t => t.IsKind(SyntaxKind.IdentifierToken) && Names.Contains(t.ValueText));
    }
}
