using Tinpot.Generators.Model;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Emission;

/// <summary>The descriptor of an action as JSON.</summary>
internal static class DescriptorText
{
    public static string Of(ActionModel action) =>
        new JsonText()
            .Add("name", action.Name)
            .AddRaw("aliases", action.Aliases.Count > 0 ? JsonText.Array(action.Aliases.Select(JsonText.Quote)) : null)
            .Add("title", action.Title, unlessEmpty: false)
            .Add("group", action.Group, unlessEmpty: false)
            .Add("queue", action.Queue, unlessEmpty: false)
            .Add("description", action.Description, unlessEmpty: false)
            .AddRaw("cancellable", action.Cancellable ? "true" : "false")
            .Add("timeout_seconds", action.Run.TimeoutSeconds)
            .Add("retries", action.Run.Retries)
            .Add("isolation", action.Run.Isolation)
            .AddRaw("max_concurrent", action.Concurrency is { } limit ? Concurrency(limit) : null)
            .Add("deprecated", action.Deprecated)
            .Add("contract_hash", ContractHash.Of(action))
            .AddRaw("parameters", SchemaText.Parameters(action, contractOnly: false))
            .AddRaw("result", SchemaText.Result(action, contractOnly: false))
            .AddRaw("item", SchemaText.Item(action, contractOnly: false))
            .ToString();

    private static string Concurrency(ConcurrencyModel limit) =>
        new JsonText().Add("limit", limit.Limit).Add("key", limit.Key).AddRaw("when_full", limit.Rejects ? "\"reject\"" : "\"queue\"").ToString();
}
