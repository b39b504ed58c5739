using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Files;

namespace Tinpot.Generators.Pipeline;

/// <summary>Puts models together; the middle of the pipeline, from plain data to plain data.</summary>
internal static class Composition
{
    /// <summary>The actions of the catalog, in order of their names. The analyzer reports the others.</summary>
    public static EquatableArray<ActionModel> Accept(ImmutableArray<ActionModel> actions, ProjectModel project)
    {
        if (!project.Emits)
            return [];
        Acceptance<ActionModel> accepted = new(actions.Select(static a => new ActionCandidate<ActionModel>(a, a.Id, a.Name, a.Aliases)), project.TakenNames);
        return accepted.Actions.Select(static a => a.Action.Aliases.Count == a.Aliases.Count ? a.Action : a.Action with { Aliases = a.Aliases.ToEquatableArray() })
            .ToEquatableArray();
    }

    public static IEnumerable<(ActionTypeModel, string)> ByType(EquatableArray<ActionModel> actions, ProjectModel project)
    {
        // The compiler takes names of files that differ in case only for one
        Dictionary<string, int> twins = new(StringComparer.OrdinalIgnoreCase);
        foreach (IGrouping<string, ActionModel> type in actions.GroupBy(static a => a.Container.ClassName).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            twins.TryGetValue(type.Key, out int before);
            twins[type.Key] = before + 1;
            string twin = before > 0 ? "." + (before + 1).ToString(CultureInfo.InvariantCulture) : "";
            yield return (new ActionTypeModel(type.First().Container, type.ToEquatableArray(), $"Tinpot.{type.Key}{twin}.g.cs"), project.Namespace);
        }
    }

    public static CatalogModel Catalog(EquatableArray<ActionModel> actions, ImmutableArray<string> services, ProjectModel project) => new(
        project,
        actions.Select(static a => new CatalogEntry(a.Name, a.Aliases, a.Method, a.Container.ClassName)).ToEquatableArray(),
        services.OrderBy(static s => s, StringComparer.Ordinal).ToEquatableArray());

    public static TypeChecksModel TypeChecks(EquatableArray<ActionModel> actions, ProjectModel project) =>
        new(project.Namespace, Emission.TypeChecks.Of(actions));

    public static LinesModel Lines(EquatableArray<ActionModel> actions, ImmutableArray<LineModel> lines, ProjectModel project)
    {
        Dictionary<string, LineModel> byAction = [];
        foreach (LineModel line in lines)
            byAction[line.ActionId] = line;
        return new LinesModel(
            project.Namespace,
            actions.Select(a => byAction.TryGetValue(a.Id, out LineModel? line)
                ? $"{LineParser.Relative(line.Path, project.Directory)}:{line.Line.ToString(CultureInfo.InvariantCulture)}"
                : "").ToEquatableArray());
    }

    public static EquatableArray<string> CalledNames(EquatableArray<ActionModel> actions, EquatableArray<string> referenced) =>
        actions.Select(static a => a.Method.TrimStart('@')).Concat(referenced).Distinct()
            .OrderBy(static m => m, StringComparer.Ordinal).ToEquatableArray();

    public static InterceptorsModel Interceptors(ImmutableArray<CallSiteModel> calls, EquatableArray<ActionModel> actions, ProjectModel project)
    {
        Dictionary<string, ActionModel> own = [];
        foreach (ActionModel action in actions)
            own[action.Id] = action;
        return new InterceptorsModel(project.Namespace, Emitted(calls, project)
            .Select(c => (Call: c, Action: c.Foreign ?? (own.TryGetValue(c.ActionId, out ActionModel? action) ? action : null)))
            .Where(static x => x.Action is not null)
            .GroupBy(static x => InterceptorTarget.Of(x.Action!))
            .OrderBy(static g => g.Key.ClassName, StringComparer.Ordinal).ThenBy(static g => g.Key.Call, StringComparer.Ordinal)
            .Select(static g => new InterceptorModel(g.Key, g.Select(static x => x.Call)
                .OrderBy(static c => c.Path, StringComparer.Ordinal).ThenBy(static c => c.Position)
                .Select(static c => $"{c.Version}, \"{c.Data}\"").ToEquatableArray()))
            .ToEquatableArray());
    }

    public static CallGraphModel CallGraph(
        EquatableArray<ActionModel> actions, ProjectModel project, ImmutableArray<CallEdgeModel> edges, ImmutableArray<TreeIndex> trees, Compilation compilation, CancellationToken cancellation) => new(
        project.Namespace,
        CallGraphParser.Parse([.. actions.Select(static a => (a.Id, a.Name))], edges, trees, compilation, cancellation));

    public static ForeignCallsModel ForeignCalls(ImmutableArray<CallSiteModel> calls, ProjectModel project) => new(
        project.Namespace,
        Emitted(calls, project).Select(static c => c.Foreign).OfType<ActionModel>()
            .GroupBy(static a => a.Id).Select(static g => g.First())
            .OrderBy(static a => a.Container.ClassName, StringComparer.Ordinal).ThenBy(static a => a.Name, StringComparer.Ordinal)
            .ToEquatableArray());

    private static ImmutableArray<CallSiteModel> Emitted(ImmutableArray<CallSiteModel> calls, ProjectModel project) => project.Emits ? calls : [];
}
