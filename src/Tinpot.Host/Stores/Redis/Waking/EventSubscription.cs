namespace Tinpot.Stores.Redis.Waking;

/// <summary>Somebody who follows an execution, until it is disposed of.</summary>
internal sealed class EventSubscription(EventFollowers followers, EventNudges nudges) : IDisposable
{
    public Bell Bell => followers.Bell;

    public void Dispose() => nudges.Leave(followers);
}
