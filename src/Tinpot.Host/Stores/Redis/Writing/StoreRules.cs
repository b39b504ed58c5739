using Tinpot.Executions;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>The lists of <see cref="LostExecutionRules"/> as arguments of scripts. They never change, so they are written once.</summary>
internal static class StoreRules
{
    public static readonly ScriptArguments Loss = Write(LostExecutionRules.Loss);

    public static readonly ScriptArguments Release = Write(LostExecutionRules.Release);

    /// <summary>How many, then of each its condition, the state it leads to, error and event of an end, and whether the attempt counts.</summary>
    private static ScriptArguments Write(IReadOnlyList<LostExecutionRule> rules)
    {
        ScriptArguments arguments = new ScriptArguments().Add(rules.Count);
        foreach (LostExecutionRule rule in rules)
        {
            arguments.Add(rule.When.ToString()).Add((rule.End?.State ?? ExecutionState.PENDING).ToString())
                .Add(rule.End?.Error is { } error ? ExecutionErrorJson.Write(error) : null)
                .Add(rule.End is { } end ? StoreEvents.Complete(end) : null).Add(rule.AttemptCounts);
        }

        return arguments;
    }
}
