using Tinpot.Platform.Processes;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

// What the reader hands on.
internal sealed partial class Child
{
    /// <summary>Handles a frame; called by the reader, under the gate.</summary>
    /// <exception cref="ProtocolException">The child must not send it.</exception>
    public void Take(in Frame frame)
    {
        if (frame.Kind == FrameKind.Hello)
        {
            if (!_greeting.TrySetResult(HelloMessage.Read(frame)))
                throw ProtocolException.Unexpected(frame.Kind);
        }
        else if (!_greeting.Task.IsCompleted)
        {
            throw new ProtocolException($"A frame of kind {frame.Kind} came before the greeting of the child.");
        }
        else if (frame.Kind == FrameKind.Crash)
        {
            bool first = _crash is null;
            _crash = new CrashOrigin(_tags.Find(frame.Tag), CrashMessage.Read(frame).Cause);
            Fit = false;
            if (first)
                _ = EndCrashedAsync(_crash);
        }
        else if (_run is { } run && frame.Tag == _tags.Current)
        {
            Take(run, frame);
        }
        else
        {
            TakeForeign(frame);
        }
    }

    /// <summary>Hands on what the reader took from the output pipe; called under the gate.</summary>
    public void TakeOutput()
    {
        if (_raw.HandOn(_run?.Raw) && _run is null && _greeting.Task.IsCompleted && Fit)
        {
            Fit = false;
            LogLate(_tags.Find(_tags.Current)?.Action ?? "");
        }
    }

    private void Take(ChildRun run, in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Stopping:
                run.HasStopping();
                break;
            case FrameKind.Submit:
                run.Submit(SubmitMessage.Read(frame), this);
                break;
            case FrameKind.End when _crash?.Execution?.ExecutionId == _execution:
                // Its own code is ending the process: that is how it ends, whatever another of its threads says meanwhile
                break;
            case FrameKind.End:
                EndMessage end = EndMessage.Read(frame);
                if (end.Running is { } running)
                    _suspect = new CrashOrigin(_tags.Find(frame.Tag), running) { IsSuspicion = true };
                EndRun(run, new ChildResult.Reported(end));
                break;
            default:
                run.Replay.Play(frame);
                break;
        }
    }

    /// <summary>What code left behind sends belongs to no execution that runs.</summary>
    private void TakeForeign(in Frame frame)
    {
        ExecutionOrigin? origin = _tags.Find(frame.Tag);
        // One that was passed on while the execution ended says nothing
        if (frame.Kind == FrameKind.Stopping && origin is not null)
            return;
        Fit = false;
        if (_foreign++ > 0)
            return;
        if (origin is null)
            LogUnknown(Id, frame.Kind);
        else if (frame.Kind == FrameKind.Late)
            LogLate(origin.Action);
        else
            LogForeign(Id, frame.Kind, origin.Action, origin.ExecutionId);
    }

    private void EndRun(ChildRun run, ChildResult end)
    {
        try
        {
            // What was printed before the end belongs to it: the piece that the reader holds, and what lies in the pipe now
            _raw.HandOn(run.Raw);
            for (int left = _raw.Waiting; left > 0;)
            {
                left -= _raw.Read();
                _raw.HandOn(run.Raw);
            }

            _raw.Finish(run.Raw);
        }
        catch (Exception error)
        {
            LogFailed(error, Id);
            // How it died counts more than that its last output is lost
            end = end as ChildResult.Died ?? new ChildResult.Died(Signals.ExitCodeBase + Signals.Kill, "", $"Its output could not be handled: {error.GetType()}: {error.Message}") { Begun = true };
            Retire();
        }
        finally
        {
            _run = null;
            _ended = (run, end);
        }
    }

    /// <summary>
    /// Tells the end of an execution, if there was one. Called by the reader, not under the gate: the next execution may begin within this call.
    /// </summary>
    public void TellEnd()
    {
        if (_ended is not var (run, end))
            return;
        _ended = null;
        run.HasEnded(end);
    }
}
