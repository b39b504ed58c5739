using Tinpot.Actions;
using Tinpot.Schemas;

namespace Tinpot.Hosting;

/// <summary>Queues and groups that a host is told to serve and no action of its program is in.</summary>
internal static class UnusedNames
{
    /// <returns>A sentence for each.</returns>
    public static IEnumerable<string> Of(IActionCatalog catalog, TinpotOptions options)
    {
        if (options.Queues is null && options.Groups is null)
            return [];
        ActionDescriptor[] actions = [.. catalog.Actions()];
        return Unused("queue", "QUEUES", options.Queues, [.. actions.Select(action => action.Queue)])
            .Concat(Unused("group", "ACTION_GROUPS", options.Groups, [.. actions.Select(action => action.Group)]));
    }

    private static IEnumerable<string> Unused(string kind, string variable, IReadOnlyList<string>? served, HashSet<string> known)
    {
        foreach (string name in served?.Where(name => !known.Contains(name)) ?? [])
        {
            string meant = Suggestion.Closest(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
            yield return $"{variable} names the {kind} '{name}', but no action of this program is in it.{meant}";
        }
    }
}
