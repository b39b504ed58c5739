using Tinpot.Executions.Limits;
using Tinpot.Security;

namespace Tinpot.Executions;

/// <summary>A checked request to run an action, ready to be stored.</summary>
internal sealed record ExecutionSubmission
{
    /// <summary>UUIDv7, chosen by who submits.</summary>
    public required Guid Id { get; init; }
    public required string Action { get; init; }
    public required string Title { get; init; }
    public required string Group { get; init; }
    public required string Queue { get; init; }
    public required string ContractHash { get; init; }
    /// <summary>UTF-8 JSON object, complete with defaults, secrets masked.</summary>
    public required ReadOnlyMemory<byte> Arguments { get; init; }
    /// <summary>The secret values, encrypted; dropped by the store at the terminal state.</summary>
    public ReadOnlyMemory<byte>? Secrets { get; init; }
    public required Principal RequestedBy { get; init; }
    /// <summary><c>api</c>, <c>code</c>, <c>action</c>, …</summary>
    public required string RequestedVia { get; init; }
    /// <summary>Not before; a later moment makes the execution SCHEDULED.</summary>
    public DateTimeOffset? RunAt { get; init; }
    /// <summary>0 (low), 1 (normal) or 2 (high).</summary>
    public int Priority { get; init; } = 1;
    /// <summary>New attempts after exception, timeout, crash or loss.</summary>
    public int Retries { get; init; }
    /// <summary>The places it takes while it runs; null = none.</summary>
    public LimitSet? Limits { get; init; }
    /// <summary>Which of them it must find free among all that run or have come to their turn, or else it is refused; null = it waits.</summary>
    public ExecutionLimit? Rejecting { get; init; }
    public Guid? RerunOf { get; init; }
    /// <summary>The execution that submitted it.</summary>
    public Guid? ParentId { get; init; }
    /// <summary>The first of the executions that submitted one another.</summary>
    public Guid? RootId { get; init; }
    public IdempotencyClaim? Idempotency { get; init; }
    /// <summary>Where the trace of the request goes on; null when it has none.</summary>
    public TraceContext? Trace { get; init; }
}
