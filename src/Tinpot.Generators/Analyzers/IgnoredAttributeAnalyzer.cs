using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports attributes on actions, their parameters and the types of these that nothing reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class IgnoredAttributeAnalyzer : ScopedAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        [DiagnosticDescriptors.UncheckedRule, DiagnosticDescriptors.UnreadAttribute, DiagnosticDescriptors.Authorization];

    protected override void Register(CompilationStartAnalysisContext start, CallScope scope)
    {
        // Many actions may take one type
        ConcurrentDictionary<Location, bool> told = new();
        start.RegisterSymbolAction(
            c =>
            {
                if (c.Symbol.Attribute(KnownNames.Action) is not null)
                    new IgnoredAttributes(c.Compilation, d => Report(c, told, d), c.CancellationToken).Check((IMethodSymbol)c.Symbol);
            },
            SymbolKind.Method);
        start.RegisterSymbolAction(
            c =>
            {
                if (c.Symbol.Attribute(KnownNames.ActionGroup) is { } group
                    && ((INamedTypeSymbol)c.Symbol).GetMembers().All(static m => m.Attribute(KnownNames.Action) is null)
                    && group.Place() is { IsInSource: true } place)
                {
                    Report(c, told, Diagnostic.Create(
                        DiagnosticDescriptors.UnreadAttribute, place, "[ActionGroup]", "no method of this class is an action; put it on the class that declares them"));
                }
            },
            SymbolKind.NamedType);
    }

    private static void Report(SymbolAnalysisContext context, ConcurrentDictionary<Location, bool> told, Diagnostic diagnostic)
    {
        if (told.TryAdd(diagnostic.Location, true))
            context.ReportDiagnostic(diagnostic);
    }
}
