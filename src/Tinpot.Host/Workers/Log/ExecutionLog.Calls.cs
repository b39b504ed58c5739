namespace Tinpot.Workers.Log;

internal sealed partial class ExecutionLog
{
    /// <summary>Begins a nested call; its number and its place among the events are taken together.</summary>
    /// <param name="executionId">When it is an execution of its own.</param>
    public CallLog StartCall(CallLog caller, string action, ReadOnlySpan<byte> arguments, Guid? executionId = null)
    {
        lock (Gate)
        {
            try
            {
                ReadOnlyMemory<byte> masked = Masker.ApplyToJson(arguments.ToArray());
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
            catch (Exception error)
            {
                Spoil(error);
                throw;
            }
        }
    }

    public void FinishCall(CallLog call, in CallResult end)
    {
        lock (Gate)
        {
            try
            {
                ReadOnlyMemory<byte> masked = Masker.ApplyToJson(end.Result.ToArray());
                _queue.WaitForRoom(droppable: false);
                call.EndLines();
                FlushProgress(call, last: true);
                if (IsClosed())
                    return;
                CallEvents.WriteFinished(_queue.Open, call, masked.Span, end, Masker);
                _options.Spans?.Finish(call, end);
                AddCall();
            }
            catch (Exception error)
            {
                Spoil(error);
                throw;
            }
        }
    }

    public void CountCalls(CallLog caller, string action, long repeated, long failed, TimeSpan total)
    {
        lock (Gate)
        {
            try
            {
                _queue.WaitForRoom(droppable: false);
                caller.EndLines();
                if (IsClosed())
                    return;
                CallEvents.WriteRepeated(_queue.Open, caller, action, repeated, failed, total);
                AddCall();
            }
            catch (Exception error)
            {
                Spoil(error);
                throw;
            }
        }
    }

    private void AddCall()
    {
        _queue.Open.EndCall();
        _queue.Added();
    }
}
