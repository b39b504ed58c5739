namespace Tinpot.Actions;

/// <summary>How an execution is submitted from code.</summary>
public sealed record SubmitOptions
{
    /// <summary>Who asks, as people read it; recorded as <c>code:&lt;name&gt;</c>. null = <c>code</c>.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Not before this moment; null = at once.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>0 (low), 1 (normal) or 2 (high).</summary>
    public int Priority { get; init; } = 1;

    /// <summary>1–255 visible ASCII characters: the same key, requester, action and arguments within 24 hours are one execution.</summary>
    public string? IdempotencyKey { get; init; }
}
