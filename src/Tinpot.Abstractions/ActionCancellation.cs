namespace Tinpot;

/// <summary>Whether and why an execution should stop.</summary>
/// <param name="token">Signalled when it should stop.</param>
/// <param name="reason">Tells why it was signalled.</param>
public sealed class ActionCancellation(CancellationToken token, Func<StopReason> reason)
{
    /// <summary>Signalled when the execution should stop.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>Why it should stop; <see cref="StopReason.None"/> while it should not.</summary>
    public StopReason Reason => reason();
}
