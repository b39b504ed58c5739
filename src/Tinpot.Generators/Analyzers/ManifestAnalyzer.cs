using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Contracts;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Compares the catalog with the manifest that is checked in, and reports what breaks callers and readers.</summary>
/// <remarks>
/// It leaves alone whatever widens or is added: who relies on the manifest does not see it. Of an action of another
/// assembly that only its own code can reach the name is looked at, not the contract: its types cannot be read from here.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ManifestAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Set by the build on the additional file that is the manifest.</summary>
    private const string Mark = "build_metadata.AdditionalFiles.TinpotManifest";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.BrokenContract, DiagnosticDescriptors.UnreadableManifest];

    public override void Initialize(AnalysisContext context)
    {
        // Generated actions are seen, although nothing is reported there: they have not been removed
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Options.AdditionalFiles.FirstOrDefault(f => IsManifest(f, start.Options)) is not { } file
                || start.Compilation.GetTypeByMetadataName(KnownNames.Action) is null)
                return;
            ConcurrentBag<IMethodSymbol> actions = [];
            start.RegisterSymbolAction(c => Collect((IMethodSymbol)c.Symbol, actions), SymbolKind.Method);
            start.RegisterCompilationEndAction(end => Compare(end, file, actions));
        });
    }

    private static bool IsManifest(AdditionalText file, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(Mark, out string? mark) && mark == "true";

    private static void Collect(IMethodSymbol method, ConcurrentBag<IMethodSymbol> actions)
    {
        if (method.Attribute(KnownNames.Action) is not null)
            actions.Add(method);
    }

    private static void Compare(CompilationAnalysisContext context, AdditionalText file, ConcurrentBag<IMethodSymbol> actions)
    {
        SourceText text = file.GetText(context.CancellationToken) ?? SourceText.From("");
        IReadOnlyList<ManifestAction> manifest;
        try
        {
            manifest = ManifestReader.Read(text.ToString());
        }
        catch (ContractException fault)
        {
            LinePosition place = text.Lines.GetLinePosition(fault.Position);
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnreadableManifest, Place(file, text, new TextSpan(fault.Position, 0)), place.Line + 1, place.Character + 1, fault.Message));
            return;
        }

        ManifestCheck check = new(context.Compilation, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions, actions, context.CancellationToken);
        foreach (ManifestAction action in manifest)
        {
            foreach (ContractBreak broken in check.Find(action))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.BrokenContract, broken.Location ?? Place(file, text, action.Place), action.Name, broken.Text));
            }
        }
    }

    private static Location Place(AdditionalText file, SourceText text, TextSpan span) =>
        Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
}
