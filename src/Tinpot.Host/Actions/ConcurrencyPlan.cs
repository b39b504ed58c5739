using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tinpot.Actions.Arguments;
using Tinpot.Executions.Limits;
using Tinpot.Schemas;

namespace Tinpot.Actions;

/// <summary>Which places an execution takes: those of its action, and of every action that calls can reach from it.</summary>
internal static class ConcurrencyPlan
{
    /// <summary>A longer key is replaced by its hash, so that what stores keep of a limit is bounded.</summary>
    private const int LongestKey = 64;

    /// <param name="given">Arguments that passed the check.</param>
    /// <returns>null when nothing limits it.</returns>
    public static LimitSet? Of(IActionCatalog catalog, ActionDescriptor action, JsonElement given)
    {
        if (action.MaxConcurrent is null && action.Calls.Count == 0)
            return null;
        List<ExecutionLimit> limits = [];
        if (action.MaxConcurrent is { } own)
            limits.Add(new ExecutionLimit(action.Name, own.Key is { } parameter ? KeyOf(action, parameter, given) : null, own.Limit));
        // Its own among them when it can call itself, and then under every key like the others.
        foreach (ActionDescriptor called in Reachable(catalog, action))
        {
            if (called.MaxConcurrent is { } limit)
                limits.Add(new ExecutionLimit(called.Name, null, limit.Limit));
        }

        return LimitSet.Of(limits);
    }

    private static List<ActionDescriptor> Reachable(IActionCatalog catalog, ActionDescriptor action)
    {
        List<ActionDescriptor> reachable = [];
        var seen = new HashSet<string>(action.Calls, StringComparer.Ordinal);
        var open = new Stack<string>(seen);
        while (open.TryPop(out string? name))
        {
            // What the catalog leaves out is code like any other here.
            if (catalog.Find(name) is not { } called)
                continue;
            reachable.Add(called);
            foreach (string next in called.Calls)
            {
                if (seen.Add(next))
                    open.Push(next);
            }
        }

        return reachable;
    }

    /// <summary>The value as JSON in the one spelling that all equal values share.</summary>
    private static string KeyOf(ActionDescriptor action, string name, JsonElement given)
    {
        SchemaProperty parameter = action.Parameters.Properties?.FirstOrDefault(property => property.Name == name)
            ?? throw new InvalidOperationException($"The action '{action.Name}' has no parameter '{name}', which is the key of its concurrency limit.");
        return ArgumentDocument.TryGet(parameter, given, out JsonElement value) ? Bounded(Spell(value, parameter.Schema.Format == "uuid")) : "null";
    }

    private static string Spell(JsonElement value, bool id) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        // Whole, whatever its spelling: 1, 1.0 and 1e0 are one
        JsonValueKind.Number => value.GetDecimal().ToString("F0", CultureInfo.InvariantCulture),
        _ when id && Guid.TryParse(value.GetString(), out Guid digits) => $"\"{digits}\"",
        _ => $"\"{value.GetString()}\"",
    };

    private static string Bounded(string key) => Encoding.UTF8.GetByteCount(key) <= LongestKey
        ? key
        : "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
