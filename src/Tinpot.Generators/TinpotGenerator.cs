using Microsoft.CodeAnalysis;
using Tinpot.Generators.Emission;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Files;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Pipeline;

namespace Tinpot.Generators;

/// <summary>Emits everything between an <c>[Action]</c> method and the host.</summary>
[Generator(LanguageNames.CSharp)]
internal sealed class TinpotGenerator(Guard guard) : IIncrementalGenerator
{
    public TinpotGenerator()
        : this(new Guard())
    {
    }

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Everything that the meaning of a file can depend on
        IncrementalValuesProvider<TreeIndex> trees = context.Trees().WithTrackingName(TrackingNames.TreeIndex);
        IncrementalValueProvider<CompilationShape> shape = context.Shape(trees).WithTrackingName(TrackingNames.Shape);

        // What is declared
        IncrementalValuesProvider<InContext<DeclarationPlace>> declared = trees.Declared(KnownNames.Action, shape, context).WithTrackingName(TrackingNames.Declared);
        IncrementalValuesProvider<ActionModel> actions = declared.Actions(context, guard).WithTrackingName(TrackingNames.Actions);
        IncrementalValuesProvider<LineModel> lines = declared.Lines(context, guard).WithTrackingName(TrackingNames.Lines);
        IncrementalValuesProvider<string> services = trees.Declared(KnownNames.ActionServices, shape, context).Services(context, guard).WithTrackingName(TrackingNames.Services);
        IncrementalValueProvider<ProjectModel> project = context.Project(guard).WithTrackingName(TrackingNames.Project);

        // What is emitted of it
        IncrementalValueProvider<EquatableArray<ActionModel>> accepted = actions.Collect().Combine(project)
            .Select(static (x, _) => Composition.Accept(x.Left, x.Right))
            .WithTrackingName(TrackingNames.AcceptedActions);
        IncrementalValuesProvider<(ActionTypeModel Type, string Namespace)> types = accepted.Combine(project)
            .SelectMany(static (x, _) => Composition.ByType(x.Left, x.Right))
            .WithTrackingName(TrackingNames.ActionTypes);
        IncrementalValueProvider<CatalogModel> catalog = accepted.Combine(services.Collect()).Combine(project)
            .Select(static (x, _) => Composition.Catalog(x.Left.Left, x.Left.Right, x.Right))
            .WithTrackingName(TrackingNames.Catalog);
        IncrementalValueProvider<TypeChecksModel> checks = accepted.Combine(project)
            .Select(static (x, _) => Composition.TypeChecks(x.Left, x.Right))
            .WithTrackingName(TrackingNames.TypeChecks);
        IncrementalValueProvider<string?> entryPoint = catalog
            .Select(static (x, _) => x is { IsEmpty: false, Project.NeedsEntryPoint: true } ? x.Project.Namespace : null)
            .WithTrackingName(TrackingNames.EntryPoint);

        IncrementalValueProvider<string?> program = catalog
            .Select(static (x, _) => x is { IsEmpty: false, Project: { IsExecutable: true, HasHost: true } } ? x.Project.Namespace : null)
            .WithTrackingName(TrackingNames.Program);

        // Where it is written
        IncrementalValueProvider<LinesModel> sources = accepted.Combine(lines.Collect()).Combine(project)
            .Select(static (x, _) => Composition.Lines(x.Left.Left, x.Left.Right, x.Right))
            .WithTrackingName(TrackingNames.CatalogLines);

        // Where it is called: names first, meaning only where a name fits
        IncrementalValueProvider<EquatableArray<string>> names = accepted.Combine(context.ReferencedMethods(guard))
            .Select(static (x, _) => Composition.CalledNames(x.Left, x.Right))
            .WithTrackingName(TrackingNames.CalledNames);
        IncrementalValuesProvider<FileCallsModel> files = trees.Calls(names, shape, context, guard)
            .WithTrackingName(TrackingNames.CallSites);
        IncrementalValuesProvider<CallSiteModel> calls = files.SelectMany(static (file, _) => file.Sites);
        IncrementalValueProvider<InterceptorsModel> interceptors = calls.Collect().Combine(accepted).Combine(project)
            .Select(static (x, _) => Composition.Interceptors(x.Left.Left, x.Left.Right, x.Right))
            .WithTrackingName(TrackingNames.Interceptors);
        IncrementalValueProvider<ForeignCallsModel> foreign = calls.Collect().Combine(project)
            .Select(static (x, _) => Composition.ForeignCalls(x.Left, x.Right))
            .WithTrackingName(TrackingNames.ForeignCalls);

        // What it reaches: the one step that looks at all files together, by their indexes
        IncrementalValueProvider<CallGraphModel> graph = files.CallGraph(trees, accepted, project, context, guard)
            .WithTrackingName(TrackingNames.CallGraph);

        IncrementalValueProvider<string?> language = actions.Collect().Combine(calls.Collect()).Combine(context.ParseOptionsProvider)
            .Select(static (x, _) => LanguageCheck.TooOld(x.Right, x.Left.Left.Length + x.Left.Right.Length))
            .WithTrackingName(TrackingNames.Language);

        context.RegisterSourceOutput(language, static (c, x) => LanguageCheck.Report(c, x));
        context.RegisterSourceOutput(types, (c, x) => guard.Add(c, x.Type.HintName, x, static x => ActionTypeEmitter.Emit(x.Type, x.Namespace)));
        context.RegisterSourceOutput(catalog, (c, x) => c.AddUnless(x.IsEmpty, CatalogEmitter.HintName, x, CatalogEmitter.Emit, guard));
        context.RegisterSourceOutput(checks, (c, x) => c.AddUnless(x.Checks.Count == 0, TypeChecksEmitter.HintName, x, TypeChecksEmitter.Emit, guard));
        context.RegisterSourceOutput(entryPoint, (c, x) => c.AddUnless(x is null, EntryPointEmitter.HintName, x!, EntryPointEmitter.Emit, guard));
        context.RegisterSourceOutput(program, (c, x) => c.AddUnless(x is null, ProgramEmitter.HintName, x!, ProgramEmitter.Emit, guard));
        context.RegisterSourceOutput(sources, (c, x) => c.AddUnless(x.Lines.Count == 0, LinesEmitter.HintName, x, LinesEmitter.Emit, guard));
        context.RegisterSourceOutput(foreign, (c, x) => c.AddUnless(x.Actions.Count == 0, ForeignCallsEmitter.HintName, x, ForeignCallsEmitter.Emit, guard));
        context.RegisterImplementationSourceOutput(graph, (c, x) => c.AddUnless(x.IsEmpty, CallGraphEmitter.HintName, x, CallGraphEmitter.Emit, guard));
        context.RegisterImplementationSourceOutput(interceptors, (c, x) => c.AddUnless(x.Interceptors.Count == 0, InterceptorEmitter.HintName, x, InterceptorEmitter.Emit, guard));
    }
}
