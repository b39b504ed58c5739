namespace Tinpot;

/// <summary>
/// Makes a method an action: a form, an endpoint, a command and a recorded execution. The method stays a plain
/// method; the generator emits everything else at compile time.
/// </summary>
/// <remarks>
/// The method must be reachable (<c>internal</c> or wider, all the way out) and not generic. Its name in snake_case
/// without <c>Async</c> is the action's name unless one is given.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActionAttribute : Attribute
{
    /// <summary>An action named after its method.</summary>
    public ActionAttribute()
    {
    }

    /// <summary>An action with a name of its own.</summary>
    /// <param name="name">Matches <c>[a-z][a-z0-9_]{0,63}</c>.</param>
    public ActionAttribute(string name) => Name = name;

    /// <summary>The given name; null when the method's name decides.</summary>
    public string? Name { get; }

    /// <summary>
    /// Other names under which it can be asked for, e.g. those it had before: accepted everywhere, listed nowhere. Each
    /// matches <c>[a-z][a-z0-9_]{0,63}</c> and is not a name or alias of another action.
    /// </summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>Heading under which the action is shown. Default: the class's <see cref="ActionGroupAttribute"/>, else <c>General</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Queue that carries its executions. Default: the class's <see cref="ActionGroupAttribute"/>, else <c>default</c>.</summary>
    public string? Queue { get; init; }

    /// <summary>The title of the button. Default: the name in words.</summary>
    public string? Title { get; init; }

    /// <summary>A description in a sentence. Default: the method's XML summary.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// How long a running attempt may take before it is asked to stop and, in a child process, killed when it does not: whole seconds,
    /// from <c>1s</c> to <c>30d</c>, written as <c>90s</c>, <c>5m</c> or <c>1h30m</c>. Unset: the host's <c>TINPOT_TIMEOUT</c>, and without that no limit.
    /// </summary>
    public string? Timeout { get; init; }

    /// <summary>
    /// How many new attempts follow when one ends by an exception, a timeout, a crash or a loss: 0 (unset) to 100. Each
    /// attempt runs the action from its beginning, so say this only of what may run twice.
    /// </summary>
    public int Retries { get; init; }

    /// <summary>Where it runs. Unset: the host's <c>TINPOT_ISOLATION</c>, which is a child process on Linux.</summary>
    public Isolation Isolation { get; init; }
}
