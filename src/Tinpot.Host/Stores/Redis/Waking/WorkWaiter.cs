using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Waking;

/// <summary>Somebody who waits for work, until it is disposed of.</summary>
internal sealed class WorkWaiter(ClaimRequest request, WorkNudges nudges) : IDisposable
{
    public ClaimRequest Request { get; } = request;

    public Bell Bell { get; } = new();

    public void Dispose() => nudges.Leave(this);
}
