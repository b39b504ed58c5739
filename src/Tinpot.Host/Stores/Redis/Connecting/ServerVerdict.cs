namespace Tinpot.Stores.Redis.Connecting;

/// <summary>What can be built on a server.</summary>
/// <param name="Refusal">Why nothing can be; null when it will do.</param>
/// <param name="Waiting">Why it cannot be used yet, which may pass by itself; null when it can.</param>
/// <param name="Warnings">What it does not promise, what that can cost, and what to set; a sentence or two each.</param>
/// <param name="Promise">What it does promise, in a line.</param>
internal sealed record ServerVerdict(string? Refusal, string? Waiting, IReadOnlyList<string> Warnings, string Promise)
{
    public bool SameAs(ServerVerdict other) =>
        Refusal == other.Refusal && Waiting == other.Waiting && Promise == other.Promise && Warnings.SequenceEqual(other.Warnings);
}
