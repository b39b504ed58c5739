namespace Tinpot.Executions;

/// <summary>Which executions to list, newest first. A null or empty filter filters nothing.</summary>
internal sealed record ExecutionQuery
{
    public string? Action { get; init; }
    public string? Group { get; init; }
    public string? Queue { get; init; }
    /// <summary>The name of the principal who asked, exactly.</summary>
    public string? RequestedBy { get; init; }
    /// <summary>Created at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }
    /// <summary>Created before this time.</summary>
    public DateTimeOffset? Until { get; init; }
    public IReadOnlyList<ExecutionState> States { get; init; } = [];
    /// <summary>Looked for in action, title, principal, id prefix and arguments, over a bounded newest window.</summary>
    public string? Search { get; init; }
    /// <summary>Older than this one; the cursor of the page before.</summary>
    public Guid? Before { get; init; }
    /// <summary>1–200.</summary>
    public int Limit { get; init; } = 50;
}

/// <param name="NextBefore">Cursor of the next page; null at the end.</param>
internal sealed record ExecutionPage(IReadOnlyList<ExecutionRecord> Items, Guid? NextBefore);
