using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Somebody who waits for work, until it is disposed of.</summary>
internal sealed class WorkWaiter(ClaimRequest request, WorkWakeups nudges) : IDisposable
{
    public ClaimRequest Request { get; } = request;

    public WakeupSignal Signal { get; } = new();

    public void Dispose() => nudges.Remove(this);
}
