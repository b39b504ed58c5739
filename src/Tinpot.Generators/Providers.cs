using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing;

namespace Tinpot.Generators;

/// <summary>The sources of the pipeline: from symbols to plain data, once, here.</summary>
internal static class Providers
{
    public static IncrementalValuesProvider<ActionModel> Actions(this IncrementalGeneratorInitializationContext context, Guard guard) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.Action,
            static (node, _) => node is MethodDeclarationSyntax,
            (c, ct) => guard.Try(TrackingNames.Actions, c, static (c, ct) => ActionParser.Parse((IMethodSymbol)c.TargetSymbol, c.SemanticModel.Compilation, out _, ct), ct))
        .Sound(context);

    public static IncrementalValuesProvider<LineModel> Lines(this IncrementalGeneratorInitializationContext context, Guard guard) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.Action,
            static (node, _) => node is MethodDeclarationSyntax,
            (c, ct) => guard.Try(TrackingNames.Lines, c, static (c, _) => LineParser.Parse((MethodDeclarationSyntax)c.TargetNode, (IMethodSymbol)c.TargetSymbol), ct))
        .Sound(context);

    public static IncrementalValuesProvider<string> Services(this IncrementalGeneratorInitializationContext context, Guard guard) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.ActionServices,
            static (node, _) => node is MethodDeclarationSyntax,
            (c, ct) => guard.Try(TrackingNames.Services, c, static (c, _) => ServicesParser.Parse((IMethodSymbol)c.TargetSymbol, c.SemanticModel.Compilation), ct))
        .Sound(context);

    public static IncrementalValueProvider<ProjectModel> Project(this IncrementalGeneratorInitializationContext context, Guard guard) =>
        context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select((x, ct) => guard.Try(TrackingNames.Project, x, static (x, ct) => ProjectParser.Parse(x.Left, x.Right.GlobalOptions, ct), ct))
            .SoundOr(ProjectModel.Nothing, context);

    public static IncrementalValueProvider<EquatableArray<string>> ReferencedMethods(this IncrementalGeneratorInitializationContext context, Guard guard) =>
        context.CompilationProvider.Select((compilation, ct) => guard.Try(TrackingNames.CalledNames, compilation, static (compilation, _) =>
            ReferencedCatalogues.Of(compilation).SelectMany(static c => c.Methods).Distinct()
                .OrderBy(static m => m, StringComparer.Ordinal).ToEquatableArray(), ct))
            .SoundOr([], context);

    /// <summary>What files that mention a known name do with actions.</summary>
    public static IncrementalValuesProvider<FileCallsModel> Calls(
        this IncrementalValuesProvider<TreeIndex> trees, IncrementalValueProvider<EquatableArray<string>> names, IncrementalGeneratorInitializationContext context, Guard guard) =>
        trees.Combine(names)
            .Where(static x => x.Left.MayMention(x.Right))
            .Combine(context.CompilationProvider)
            .Select((x, ct) => guard.Try(TrackingNames.CallSites, x, static (x, ct) => CallSiteParser.Parse(x.Left.Left, [.. x.Left.Right], x.Right, ct), ct))
            .Sound(context);

    /// <summary>Which actions each action calls.</summary>
    public static IncrementalValueProvider<CallGraphModel> CallGraph(
        this IncrementalValuesProvider<FileCallsModel> files,
        IncrementalValuesProvider<TreeIndex> trees,
        IncrementalValueProvider<EquatableArray<ActionModel>> actions,
        IncrementalValueProvider<ProjectModel> project,
        IncrementalGeneratorInitializationContext context,
        Guard guard) =>
        actions.Combine(project)
            .Combine(files.SelectMany(static (file, _) => file.Edges).Collect().Combine(trees.Collect()))
            .Combine(context.CompilationProvider)
            .Select((x, ct) => guard.Try(
                TrackingNames.CallGraph, x,
                static (x, ct) => Composition.CallGraph(x.Left.Left.Left, x.Left.Left.Right, x.Left.Right.Left, x.Left.Right.Right, x.Right, ct), ct))
            .SoundOr(new CallGraphModel("", []), context);

    /// <summary>Adds a file, or none.</summary>
    public static void AddUnless<T>(this SourceProductionContext context, bool absent, string hintName, T model, Func<T, SourceText> emit, Guard guard)
    {
        if (!absent)
            guard.Add(context, hintName, model, emit);
    }

    /// <summary>Goes on with what came to something, and reports what did not.</summary>
    private static IncrementalValuesProvider<T> Sound<T>(this IncrementalValuesProvider<Outcome<T>> outcomes, IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(outcomes.Where(static o => o.Fault is not null), static (c, o) => Guard.Report(c, o.Fault!));
        return outcomes.Where(static o => o is { Fault: null, Value: not null }).Select(static (o, _) => o.Value!);
    }

    private static IncrementalValueProvider<T> SoundOr<T>(this IncrementalValueProvider<Outcome<T>> outcome, T otherwise, IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(outcome, static (c, o) =>
        {
            if (o.Fault is not null)
                Guard.Report(c, o.Fault);
        });
        return outcome.Select((o, _) => o.Fault is null ? o.Value! : otherwise);
    }
}
