namespace Tinpot.Runtime;

public static partial class CallFrame
{
    private static IAsyncEnumerable<TItem> TrackStream<TCall, TItem>(ActionExecution caller, TCall call)
        where TCall : struct, INestedStreamCall<TItem>
    {
        IAsyncEnumerable<TItem> items;
        try
        {
            items = call.Invoke();
        }
        catch (Exception error)
        {
            // Not an iterator: it threw before there was anything to enumerate, and so the call has ended
            TrackedCall tracked = TrackedCall.Start(caller, call);
            tracked.Fail(error);
            tracked.Leave();
            throw;
        }

        // A method that returns null instead of a stream is its caller's to stumble over.
        return items is null ? items! : new TrackedStream<TCall, TItem>(call, items);
    }
}
