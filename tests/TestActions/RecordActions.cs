using Tinpot;

namespace TestActions;

[ActionGroup("Records")]
public static class RecordActions
{
    /// <summary>Returns the plan that it was given, in order of the names.</summary>
    [Action]
    public static Plan ArrangePlan(Plan plan) => plan with { Servers = [.. plan.Servers.OrderBy(server => server.Name, StringComparer.Ordinal)] };
}

/// <summary>Records in lists, dictionaries and each other.</summary>
public sealed record Plan(Target Target, IReadOnlyList<Server> Servers, Dictionary<string, Quota>? Quotas = null, DateTimeOffset? Start = null);

/// <param name="Port">Where it listens</param>
public sealed record Server(string Name, [Range(1, 65_535)] int Port = 443, Uri? Health = null);

public readonly record struct Quota(decimal Money, TimeSpan Time);

public enum Target
{
    Staging,
    LiveProduction,
}
