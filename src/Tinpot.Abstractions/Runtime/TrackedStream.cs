namespace Tinpot.Runtime;

/// <summary>The stream of a nested call; each enumeration of it is a call of its own.</summary>
internal sealed class TrackedStream<TCall, TItem>(TCall call, IAsyncEnumerable<TItem> items) : IAsyncEnumerable<TItem>
    where TCall : struct, INestedStreamCall<TItem>
{
    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new TrackedEnumerator<TCall, TItem>(call, items.GetAsyncEnumerator(cancellationToken));
}
