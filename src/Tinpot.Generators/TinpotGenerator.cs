using Microsoft.CodeAnalysis;
using Tinpot.Generators.Emission;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing;

namespace Tinpot.Generators;

/// <summary>Emits everything between an <c>[Action]</c> method and the host.</summary>
[Generator(LanguageNames.CSharp)]
internal sealed class TinpotGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // What is declared
        IncrementalValuesProvider<ActionModel> actions = context.Actions().WithTrackingName(TrackingNames.Actions);
        IncrementalValuesProvider<string> services = context.Services().WithTrackingName(TrackingNames.Services);
        IncrementalValuesProvider<LineModel> lines = context.Lines().WithTrackingName(TrackingNames.Lines);
        IncrementalValueProvider<ProjectModel> project = context.Project().WithTrackingName(TrackingNames.Project);

        // What is emitted of it
        IncrementalValueProvider<EquatableArray<ActionModel>> accepted = actions.Collect().Combine(project)
            .Select(static (x, _) => Composition.Accept(x.Left, x.Right))
            .WithTrackingName(TrackingNames.AcceptedActions);
        IncrementalValuesProvider<(ActionTypeModel Type, string Namespace)> types = accepted.Combine(project)
            .SelectMany(static (x, _) => Composition.ByType(x.Left, x.Right))
            .WithTrackingName(TrackingNames.ActionTypes);
        IncrementalValueProvider<CatalogueModel> catalogue = accepted.Combine(services.Collect()).Combine(project)
            .Select(static (x, _) => Composition.Catalogue(x.Left.Left, x.Left.Right, x.Right))
            .WithTrackingName(TrackingNames.Catalogue);
        IncrementalValueProvider<string?> entryPoint = catalogue
            .Select(static (x, _) => x is { IsEmpty: false, Project.NeedsEntryPoint: true } ? x.Project.Namespace : null)
            .WithTrackingName(TrackingNames.EntryPoint);

        // Where it is written
        IncrementalValueProvider<LinesModel> sources = accepted.Combine(lines.Collect()).Combine(project)
            .Select(static (x, _) => Composition.Lines(x.Left.Left, x.Left.Right, x.Right))
            .WithTrackingName(TrackingNames.CatalogueLines);

        // Where it is called: names first, meaning only where a name fits
        IncrementalValueProvider<EquatableArray<string>> names = accepted.Combine(context.ReferencedMethods())
            .Select(static (x, _) => Composition.CalledNames(x.Left, x.Right))
            .WithTrackingName(TrackingNames.CalledNames);
        IncrementalValuesProvider<CallSiteModel> calls = context.CompilationProvider
            .SelectMany(static (compilation, _) => compilation.SyntaxTrees)
            .Select(TreeIndex.Create)
            .WithTrackingName(TrackingNames.TreeIndex)
            .Combine(names)
            .Where(static x => x.Left.CallsAnyOf(x.Right))
            .Combine(context.CompilationProvider)
            .SelectMany(static (x, ct) => CallSiteParser.Parse(x.Left.Left, [.. x.Left.Right], x.Right, ct))
            .WithTrackingName(TrackingNames.CallSites);
        IncrementalValueProvider<InterceptorsModel> interceptors = calls.Collect().Combine(accepted).Combine(project)
            .Select(static (x, _) => Composition.Interceptors(x.Left.Left, x.Left.Right, x.Right))
            .WithTrackingName(TrackingNames.Interceptors);
        IncrementalValueProvider<ForeignCallsModel> foreign = calls.Collect().Combine(project)
            .Select(static (x, _) => Composition.ForeignCalls(x.Left, x.Right))
            .WithTrackingName(TrackingNames.ForeignCalls);

        context.RegisterSourceOutput(types, static (c, x) => c.AddSource(ActionTypeEmitter.HintName(x.Type.Container), ActionTypeEmitter.Emit(x.Type, x.Namespace)));
        context.RegisterSourceOutput(catalogue, static (c, x) => c.AddUnless(x.IsEmpty, CatalogueEmitter.HintName, x, CatalogueEmitter.Emit));
        context.RegisterSourceOutput(entryPoint, static (c, x) => c.AddUnless(x is null, EntryPointEmitter.HintName, x!, EntryPointEmitter.Emit));
        context.RegisterSourceOutput(sources, static (c, x) => c.AddUnless(x.Lines.Count == 0, LinesEmitter.HintName, x, LinesEmitter.Emit));
        context.RegisterSourceOutput(foreign, static (c, x) => c.AddUnless(x.Actions.Count == 0, ForeignCallsEmitter.HintName, x, ForeignCallsEmitter.Emit));
        context.RegisterImplementationSourceOutput(interceptors, static (c, x) => c.AddUnless(x.Interceptors.Count == 0, InterceptorEmitter.HintName, x, InterceptorEmitter.Emit));
    }
}
