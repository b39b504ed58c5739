using System.Text;

namespace Tinpot.Stores.Redis.Scripts;

/// <summary>Something that a script writes with every change of state, in the same step and in the same slot.</summary>
/// <param name="Name">The Lua function that writes it. It gets the execution in its new state, the <see cref="Executions.TransitionCause"/>,
/// and the state it was in, which is nil for a submission.</param>
/// <param name="Text">The text of the function. It uses keys of the shard only: they begin with <c>P</c>.</param>
internal sealed record RedisEffect(string Name, string Text)
{
    /// <summary>All that a store writes with a change of state.</summary>
    public static IReadOnlyList<RedisEffect> All { get; } = [new("wake", ScriptText.Load("wake"))];

    /// <summary>The effects as one function, <c>changed</c>, which stands before everything that changes a state.</summary>
    public static string Compose(IEnumerable<RedisEffect> effects)
    {
        var (functions, calls) = (new StringBuilder(), new StringBuilder());
        foreach (RedisEffect effect in effects)
        {
            functions.Append(effect.Text);
            calls.Append($"  {effect.Name}(h, cause, from)\n");
        }

        return $"{functions}local function changed(h, cause, from)\n{calls}end\n";
    }
}
