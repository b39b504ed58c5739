namespace Tinpot.Security;

/// <summary>What a permission is asked for.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Group">Its group.</param>
internal sealed record ResourceScope(string Action, string Group)
{
    /// <summary>Who requested the execution; null when it is about the action.</summary>
    public Principal? RequestedBy { get; init; }
}
