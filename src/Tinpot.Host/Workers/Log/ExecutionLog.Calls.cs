namespace Tinpot.Workers;

internal sealed partial class ExecutionLog
{
    /// <summary>Begins a nested call; its number and its place among the events are taken together.</summary>
    /// <param name="executionId">When it is an execution of its own.</param>
    public CallLog StartCall(CallLog caller, string action, ReadOnlySpan<byte> arguments, Guid? executionId = null)
    {
        ReadOnlyMemory<byte> masked = Masker.ApplyToJson(arguments.ToArray());
        lock (Gate)
        {
            _queue.WaitForRoom(droppable: false);
            caller.EndLines();
            var call = new CallLog(this, caller, ++_lastCall, action, Clock.GetUtcNow()) { ExecutionId = executionId };
            if (IsClosed())
                return call;
            CallEvents.WriteStarted(_queue.Open, call, masked.Span);
            _options.Spans?.Start(call);
            AddCall();
            return call;
        }
    }

    public void FinishCall(CallLog call, in CallResult end)
    {
        ReadOnlyMemory<byte> masked = Masker.ApplyToJson(end.Result.ToArray());
        lock (Gate)
        {
            _queue.WaitForRoom(droppable: false);
            call.EndLines();
            FlushProgress(call, last: true);
            if (IsClosed())
                return;
            CallEvents.WriteFinished(_queue.Open, call, masked.Span, end, Masker);
            _options.Spans?.Finish(call, end);
            AddCall();
        }
    }

    public void CountCalls(CallLog caller, string action, long repeated, long failed, TimeSpan total)
    {
        lock (Gate)
        {
            _queue.WaitForRoom(droppable: false);
            caller.EndLines();
            if (IsClosed())
                return;
            CallEvents.WriteRepeated(_queue.Open, caller, action, repeated, failed, total);
            AddCall();
        }
    }

    private void AddCall()
    {
        _queue.Open.EndCall();
        _queue.Added();
    }
}
