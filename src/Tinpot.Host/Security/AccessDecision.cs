namespace Tinpot.Security;

/// <summary>Whether something is allowed.</summary>
internal sealed record AccessDecision
{
    public static readonly AccessDecision Allowed = new();

    private AccessDecision()
    {
    }

    /// <summary>Why it is not allowed, as a sentence for the one who asked; null when it is.</summary>
    public string? Denial { get; private init; }

    public static AccessDecision Denied(string reason) => new() { Denial = reason };

    /// <exception cref="AccessDeniedException">It is not allowed.</exception>
    public void ThrowIfDenied()
    {
        if (Denial is { } reason)
            throw new AccessDeniedException(reason);
    }
}
