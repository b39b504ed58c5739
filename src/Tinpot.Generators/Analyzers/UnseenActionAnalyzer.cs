using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Emission;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports an action that the generator saw as another one, or not at all: generators do not see what others write, analyzers do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnseenActionAnalyzer : ScopedAnalyzer
{
    private const string Advice = "generators do not see each other's files; write that by hand, or move it into a project of its own";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.UnseenAction];

    protected override void Register(CompilationStartAnalysisContext start, CallScope scope)
    {
        ConcurrentBag<(IMethodSymbol Method, ActionModel Model)> actions = [];
        start.RegisterSymbolAction(c => Collect(c, actions), SymbolKind.Method);
        start.RegisterCompilationEndAction(end => Report(end, actions));
    }

    private static void Collect(SymbolAnalysisContext context, ConcurrentBag<(IMethodSymbol, ActionModel)> actions)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is null && method.Attribute(KnownNames.Action) is not null
            && ParsedActions.Parse(method, context.Compilation, context.CancellationToken).Model is { } model)
            actions.Add((method, model));
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<(IMethodSymbol Method, ActionModel Model)> actions)
    {
        // Where the generator has not run, nothing was to be seen
        if (!context.Compilation.SyntaxTrees.Any(OurFiles.Has))
            return;
        HashSet<string> joined = [.. ProjectParser.Joins(context.Compilation, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions).Names.Keys];
        // Of several with one name all but one are left out, and an error already
        foreach ((IMethodSymbol method, ActionModel model) in actions.GroupBy(static a => a.Model.Name).Where(g => g.Count() == 1 && !joined.Contains(g.Key)).Select(static g => g.Single()))
        {
            if (Fault(model, context.Compilation, context.CancellationToken) is { } fault)
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnseenAction, method.Locations[0], method.Name, fault));
        }
    }

    /// <summary>The problem of the generated code of an action; null when there is none.</summary>
    private static string? Fault(ActionModel model, Compilation compilation, CancellationToken cancellation)
    {
        string type = $"{ProjectParser.NamespaceOf(compilation).Replace("@", "")}.{model.Container.ClassName}";
        ISymbol? descriptor = compilation.Assembly.GetTypeByMetadataName(type)?.GetMembers(RuntimeNames.Descriptor + model.Name).FirstOrDefault();
        if (descriptor is null)
            return $"it is missing from the generated code, because it uses what another generator writes: {Advice}";
        return descriptor.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation).ToString().Contains($"\"{ContractHash.Of(model)}\""))
            ? null
            : $"it was generated without what another generator adds to its types: {Advice}";
    }
}
