using Tinpot.Schemas;

namespace Tinpot;

/// <summary>Everything that is known of an action without running it.</summary>
public sealed partial record ActionDescriptor
{
    /// <summary>Matches <c>[a-z][a-z0-9_]{0,63}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names under which it can be asked for; executions record <see cref="Name"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>Heading under which it is shown.</summary>
    public required string Group { get; init; }

    /// <summary>Queue that carries its executions.</summary>
    public required string Queue { get; init; }

    /// <summary>Description; empty when there is none.</summary>
    public required string Description { get; init; }

    /// <summary>It takes a cancellation token, or is otherwise able to stop when asked.</summary>
    public bool Cancellable { get; init; }

    /// <summary>After this time an attempt is asked to stop; null when the host's setting decides.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>New attempts after an exception, a timeout, a crash or a loss.</summary>
    public int Retries { get; init; }

    /// <summary>Where it runs; null when the host's setting decides.</summary>
    public Isolation? Isolation { get; init; }

    /// <summary>How many of its executions run at a time; null when nothing limits them.</summary>
    public ConcurrencyLimit? MaxConcurrent { get; init; }

    /// <summary>It is marked <c>[Obsolete]</c>.</summary>
    public bool Deprecated { get; init; }

    /// <summary>Schema of the parameters: an object whose properties stand in declaration order.</summary>
    public required Schema Parameters { get; init; }

    /// <summary>Schema of the result; null when it returns nothing.</summary>
    public Schema? Result { get; init; }

    /// <summary>Schema of each item when the action streams, and the result says how many there were; null otherwise.</summary>
    public Schema? Item { get; init; }

    /// <summary>Changes when a stored call might no longer bind: 16 lower-case hexadecimal digits.</summary>
    public required string ContractHash { get; init; }

    /// <summary>
    /// Names of the actions that its code calls, directly or through other methods, in ordinal order. The calls of those
    /// are in their own descriptors.
    /// </summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Where it is written; null when unknown.</summary>
    public SourceLocation? Source { get; init; }
}
