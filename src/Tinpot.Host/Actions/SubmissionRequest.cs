using System.Text.Json;
using Tinpot.Security;

namespace Tinpot.Actions;

/// <summary>A request to run an action, not yet checked.</summary>
internal sealed record SubmissionRequest
{
    /// <summary>Chosen by who asks, a UUIDv7 in the first part of the store; null = by the submitter.</summary>
    public Guid? Id { get; init; }
    /// <summary>As the caller sent them, JSON of any kind; undefined = no parameters.</summary>
    public JsonElement Parameters { get; init; }
    public required Principal By { get; init; }
    /// <summary><c>api</c>, <c>code</c> or <c>action</c>.</summary>
    public required string Via { get; init; }
    public string? IdempotencyKey { get; init; }
    /// <summary>Not before this moment. Excludes <see cref="Delay"/>.</summary>
    public DateTimeOffset? RunAt { get; init; }
    /// <summary>Not before this long from now; kept apart from <see cref="RunAt"/> so that a repeated request is recognised as the same.</summary>
    public TimeSpan? Delay { get; init; }
    public int Priority { get; init; } = 1;
    public Guid? RerunOf { get; init; }
    /// <summary>The execution that submits it.</summary>
    public Guid? ParentId { get; init; }
    /// <summary>The first of the executions that submitted one another.</summary>
    public Guid? RootId { get; init; }
}
