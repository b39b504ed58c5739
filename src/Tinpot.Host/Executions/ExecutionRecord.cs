using Tinpot.Security;

namespace Tinpot.Executions;

/// <summary>One execution as the store holds it. Secrets are masked in <see cref="Arguments"/>; the encrypted ones never leave the store but by a claim.</summary>
internal sealed record ExecutionRecord
{
    public required Guid Id { get; init; }
    public required string Action { get; init; }
    public required string Title { get; init; }
    public required string Group { get; init; }
    public required string Queue { get; init; }
    public required string ContractHash { get; init; }
    public required ExecutionState State { get; init; }
    public required ReadOnlyMemory<byte> Arguments { get; init; }
    public required Principal RequestedBy { get; init; }
    public required string RequestedVia { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RunAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    /// <summary>How long its last attempt ran; null until it has ended, and when it never started. Not the difference of the times: the clock may have been set in between.</summary>
    public TimeSpan? Duration { get; init; }
    public int Priority { get; init; }
    /// <summary>0 before the first start, then 1, 2, …</summary>
    public int Attempt { get; init; }
    public long Fence { get; init; }
    public string? Worker { get; init; }
    public bool CancelRequested { get; init; }
    public Principal? CancelledBy { get; init; }
    public Guid? RerunOf { get; init; }
    public Guid? ParentId { get; init; }
    public Guid? RootId { get; init; }
    /// <summary>UTF-8 JSON; null when the action returned nothing or has not succeeded.</summary>
    public ReadOnlyMemory<byte>? Result { get; init; }
    public ExecutionError? Error { get; init; }
}
