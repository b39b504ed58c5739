namespace Tinpot.Stores.Redis.Wakeups;

/// <summary>Somebody who follows an execution, until it is disposed of.</summary>
internal sealed class EventSubscription(EventSubscribers followers, EventWakeups nudges) : IDisposable
{
    /// <inheritdoc cref="EventSubscribers.Signal"/>
    public WakeupSignal Signal => followers.Signal;

    /// <inheritdoc cref="EventSubscribers.Ended"/>
    public WakeupSignal Ended => followers.Ended;

    public void Dispose() => nudges.Unsubscribe(followers);
}
