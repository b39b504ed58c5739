namespace Tinpot.Security;

/// <summary>Whether something is allowed.</summary>
/// <param name="Denial">Why it is not, as a sentence for the one who asked; null when it is.</param>
internal readonly record struct AccessDecision(string? Denial)
{
    public static readonly AccessDecision Allowed;

    public bool IsAllowed => Denial is null;

    /// <exception cref="AccessDeniedException">It is not allowed.</exception>
    public void ThrowIfDenied()
    {
        if (Denial is { } reason)
            throw new AccessDeniedException(reason);
    }
}
