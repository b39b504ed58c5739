namespace Tinpot;

/// <summary>
/// So many executions of the action run at a time, on all workers together: of the whole action, or per value of one of its
/// parameters. An execution holds its place from its start to its end, whatever ends it; between attempts it holds none.
/// </summary>
/// <remarks>
/// It holds for calls too: an execution starts only when its own action and every action it can reach by calls have a place,
/// and takes them all at once, so limits cannot wait for each other. The value a call will have is not known then, so a call
/// takes a place under every value. What is submitted as an execution of its own takes its places itself.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MaxConcurrentAttribute : Attribute
{
    /// <summary>A limit of the whole action, or with <see cref="Key"/> per value.</summary>
    /// <param name="limit">1 to 10 000.</param>
    public MaxConcurrentAttribute(int limit) => Limit = limit;

    /// <summary>How many may run at a time.</summary>
    public int Limit { get; }

    /// <summary>
    /// The parameter whose values are counted apart, <c>nameof(environment)</c>: text, a char, a whole number, a bool, an enum
    /// or a Guid. Unset: all executions of the action count together.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The treatment of an execution when the limit is reached. Unset: it waits.</summary>
    public WhenFull WhenFull { get; init; }
}
