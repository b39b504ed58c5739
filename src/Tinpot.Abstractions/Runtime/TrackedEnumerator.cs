using System.Diagnostics;

namespace Tinpot.Runtime;

/// <summary>
/// One enumeration of a nested call's stream. The call begins with the first step and ends with the stream, with an
/// exception, or when the enumeration is given up; its frame is only around the steps, never around what the caller does
/// between them.
/// </summary>
[StackTraceHidden]
[DebuggerStepThrough]
internal sealed class TrackedEnumerator<TCall, TItem>(TCall call, IAsyncEnumerator<TItem> items) : IAsyncEnumerator<TItem>
    where TCall : struct, INestedStreamCall<TItem>
{
    private TrackedCall _tracked;
    private bool _begun;
    private bool _tracking;
    private long _count;

    public TItem Current => items.Current;

    public ValueTask<bool> MoveNextAsync()
    {
        ActionExecution? around = ActionExecution.Current;
        if (!_begun)
        {
            _begun = true;
            _tracking = around is not null;
            if (_tracking)
                _tracked = TrackedCall.Start(around!, call);
        }
        else if (_tracking)
        {
            _tracked.Enter();
        }

        if (!_tracking)
            return items.MoveNextAsync();
        ValueTask<bool> step;
        try
        {
            step = items.MoveNextAsync();
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }
        finally
        {
            ActionExecution.Current = around;
        }

        return step.IsCompletedSuccessfully ? new ValueTask<bool>(Take(step.Result)) : FollowAsync(step);
    }

    public ValueTask DisposeAsync()
    {
        if (!_tracking)
            return items.DisposeAsync();
        ActionExecution? around = ActionExecution.Current;
        _tracked.Enter();
        ValueTask end;
        try
        {
            end = items.DisposeAsync();
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }
        finally
        {
            ActionExecution.Current = around;
        }

        return FollowAsync(end);
    }

    private async ValueTask<bool> FollowAsync(ValueTask<bool> step)
    {
        try
        {
            return Take(await step.ConfigureAwait(false));
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }
    }

    private async ValueTask FollowAsync(ValueTask end)
    {
        try
        {
            await end.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }

        Succeed();
    }

    private bool Take(bool more)
    {
        if (more)
            _count++;
        else
            Succeed();
        return more;
    }

    private void Succeed()
    {
        if (!_tracking)
            return;
        _tracking = false;
        _tracked.SucceedItems(_count);
    }

    private void Fail(Exception error)
    {
        if (!_tracking)
            return;
        _tracking = false;
        _tracked.Fail(error);
    }
}
