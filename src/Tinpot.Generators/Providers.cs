using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing;

namespace Tinpot.Generators;

/// <summary>The sources of the pipeline: from symbols to plain data, once, here.</summary>
internal static class Providers
{
    public static IncrementalValuesProvider<ActionModel> Actions(this IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.Action,
            static (node, _) => node is MethodDeclarationSyntax,
            static (c, ct) => ActionParser.Parse((IMethodSymbol)c.TargetSymbol, c.SemanticModel.Compilation, out _, ct))
        .Where(static action => action is not null)
        .Select(static (action, _) => action!);

    public static IncrementalValuesProvider<LineModel> Lines(this IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.Action,
            static (node, _) => node is MethodDeclarationSyntax,
            static (c, _) => LineParser.Parse((MethodDeclarationSyntax)c.TargetNode, (IMethodSymbol)c.TargetSymbol));

    public static IncrementalValuesProvider<string> Services(this IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.ActionServices,
            static (node, _) => node is MethodDeclarationSyntax,
            static (c, _) => ServicesParser.Parse((IMethodSymbol)c.TargetSymbol, c.SemanticModel.Compilation))
        .Where(static method => method is not null)
        .Select(static (method, _) => method!);

    public static IncrementalValueProvider<ProjectModel> Project(this IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (x, ct) => ProjectParser.Parse(x.Left, x.Right.GlobalOptions, ct));

    public static IncrementalValueProvider<EquatableArray<string>> ReferencedMethods(this IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider.Select(static (compilation, _) =>
            ReferencedCatalogues.Of(compilation).SelectMany(static c => c.Methods).Distinct()
                .OrderBy(static m => m, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>Adds a file, or none.</summary>
    public static void AddUnless<T>(this SourceProductionContext context, bool absent, string hintName, T model, Func<T, SourceText> emit)
    {
        if (!absent)
            context.AddSource(hintName, emit(model));
    }
}
