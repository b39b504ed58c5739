using Tinpot.Executions;

namespace Tinpot.Actions;

/// <summary>A request to run an action, not yet checked.</summary>
internal sealed record SubmissionRequest
{
    public required string Action { get; init; }
    /// <summary>UTF-8 JSON object as the caller sent it; empty = no parameters.</summary>
    public ReadOnlyMemory<byte> Parameters { get; init; }
    public required Principal By { get; init; }
    /// <summary><c>api</c> or <c>code</c>.</summary>
    public required string Via { get; init; }
    public string? IdempotencyKey { get; init; }
    /// <summary>Not before this moment. Excludes <see cref="Delay"/>.</summary>
    public DateTimeOffset? RunAt { get; init; }
    /// <summary>Not before this long from now; kept apart from <see cref="RunAt"/> so that a repeated request is recognised as the same.</summary>
    public TimeSpan? Delay { get; init; }
    public int Priority { get; init; } = 1;
    public Guid? RerunOf { get; init; }
}
