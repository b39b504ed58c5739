using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Files;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Pipeline;

/// <summary>The sources of the pipeline: from symbols to plain data, once, here.</summary>
internal static class Providers
{
    public static IncrementalValuesProvider<TreeIndex> Trees(this IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider.SelectMany(static (compilation, _) => compilation.SyntaxTrees).Select(TreeIndex.Create);

    public static IncrementalValueProvider<CompilationShape> Shape(this IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<TreeIndex> trees) =>
        trees.Select(static (tree, _) => tree.Hashes).Collect().Combine(context.CompilationProvider)
            .Select(static (x, _) => CompilationShape.Of(x.Left, x.Right));

    /// <summary>Methods that may have an attribute of ours, by syntax; <c>ForAttributeWithMetadataName</c> asks for each one's meaning after every edit.</summary>
    public static IncrementalValuesProvider<InContext<DeclarationPlace>> Declared(
        this IncrementalValuesProvider<TreeIndex> trees, string attribute, IncrementalValueProvider<CompilationShape> shape, IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<EquatableArray<string>> aliases = trees.SelectMany(static (tree, _) => tree.GlobalAliases).Collect()
            .Select(static (x, _) => x.ToEquatableArray());
        return trees.Combine(aliases).SelectMany((x, _) => x.Left.MethodsWith(attribute, x.Right)).InContext(shape, context);
    }

    public static IncrementalValuesProvider<ActionModel> Actions(
        this IncrementalValuesProvider<InContext<DeclarationPlace>> places, IncrementalGeneratorInitializationContext context, Guard guard) =>
        places.Select((x, ct) => guard.Try(TrackingNames.Actions, x, static (x, ct) =>
            x.Subject.Find(KnownNames.Action, x.Compilation, ct) is { } method ? ActionParser.Parse(method, x.Compilation, out _, ct) : null, ct))
        .Succeeded(context);

    public static IncrementalValuesProvider<LineModel> Lines(
        this IncrementalValuesProvider<InContext<DeclarationPlace>> places, IncrementalGeneratorInitializationContext context, Guard guard) =>
        places.Select((x, ct) => guard.Try(TrackingNames.Lines, x, static (x, ct) =>
            x.Subject.Find(KnownNames.Action, x.Compilation, ct) is { } method ? LineParser.Parse(x.Subject.Node(ct), method) : null, ct))
        .Succeeded(context);

    public static IncrementalValuesProvider<string> Services(
        this IncrementalValuesProvider<InContext<DeclarationPlace>> places, IncrementalGeneratorInitializationContext context, Guard guard) =>
        places.Select((x, ct) => guard.Try(TrackingNames.Services, x, static (x, ct) =>
            x.Subject.Find(KnownNames.ActionServices, x.Compilation, ct) is { } method ? ServicesParser.Parse(method, x.Compilation) : null, ct))
        .Succeeded(context);

    public static IncrementalValueProvider<ProjectModel> Project(this IncrementalGeneratorInitializationContext context, Guard guard) =>
        context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select((x, ct) => guard.Try(TrackingNames.Project, x, static (x, ct) => ProjectParser.Parse(x.Left, x.Right.GlobalOptions, ct), ct))
            .SucceededOr(ProjectModel.Nothing, context);

    public static IncrementalValueProvider<EquatableArray<string>> ReferencedMethods(this IncrementalGeneratorInitializationContext context, Guard guard) =>
        context.CompilationProvider.Select((compilation, ct) => guard.Try(TrackingNames.CalledNames, compilation, static (compilation, _) =>
            ReferencedCatalogs.Of(compilation).SelectMany(static c => c.Methods).Distinct()
                .OrderBy(static m => m, StringComparer.Ordinal).ToEquatableArray(), ct))
            .SucceededOr([], context);

    /// <summary>The calls of actions in files that mention a known name.</summary>
    public static IncrementalValuesProvider<FileCallsModel> Calls(
        this IncrementalValuesProvider<TreeIndex> trees, IncrementalValueProvider<EquatableArray<string>> names, IncrementalValueProvider<CompilationShape> shape,
        IncrementalGeneratorInitializationContext context, Guard guard) =>
        trees.Combine(names)
            .Where(static x => x.Left.MayMention(x.Right))
            .Select(static (x, _) => new CallSearch(x.Left, x.Right))
            .InContext(shape, context)
            .Select((x, ct) => guard.Try(TrackingNames.CallSites, x, static (x, ct) => CallSiteParser.Parse(x.Subject.Index, [.. x.Subject.Names], x.Compilation, ct), ct))
            .Succeeded(context);

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
            .SucceededOr(new CallGraphModel("", []), context);

    /// <summary>Later steps run when the file or the shape changed, not for every new compilation.</summary>
    private static IncrementalValuesProvider<InContext<T>> InContext<T>(
        this IncrementalValuesProvider<T> subjects, IncrementalValueProvider<CompilationShape> shape, IncrementalGeneratorInitializationContext context)
        where T : IEquatable<T> =>
        subjects.Combine(shape.Combine(context.CompilationProvider.Select(static (c, _) => new WeakReference<Compilation>(c))))
            .Select(static (x, _) => new InContext<T>(x.Left, x.Right.Left, x.Right.Right));

    /// <summary>Adds a file, or none.</summary>
    public static void AddUnless<T>(this SourceProductionContext context, bool absent, string hintName, T model, Func<T, SourceText> emit, Guard guard)
    {
        if (!absent)
            guard.Add(context, hintName, model, emit);
    }

    /// <summary>Passes on successful results, and reports failures.</summary>
    private static IncrementalValuesProvider<T> Succeeded<T>(this IncrementalValuesProvider<Outcome<T>> outcomes, IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(outcomes.Where(static o => o.Fault is not null), static (c, o) => Guard.Report(c, o.Fault!));
        return outcomes.Where(static o => o is { Fault: null, Value: not null }).Select(static (o, _) => o.Value!);
    }

    private static IncrementalValueProvider<T> SucceededOr<T>(this IncrementalValueProvider<Outcome<T>> outcome, T otherwise, IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(outcome, static (c, o) =>
        {
            if (o.Fault is not null)
                Guard.Report(c, o.Fault);
        });
        return outcome.Select((o, _) => o.Fault is null ? o.Value! : otherwise);
    }
}
