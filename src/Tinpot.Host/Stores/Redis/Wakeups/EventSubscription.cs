namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Somebody who follows an execution, until it is disposed of.</summary>
internal sealed class EventSubscription(EventSubscribers followers, EventWakeups nudges) : IDisposable
{
    public WakeupSignal Signal => followers.Signal;

    public void Dispose() => nudges.Unsubscribe(followers);
}
