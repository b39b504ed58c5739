using Microsoft.Win32.SafeHandles;
using Tinpot.Platform.Processes;
using Tinpot.Settings;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Child;

/// <summary>Does what the host asks for, until the host closes the pipe or is gone.</summary>
internal sealed class ChildSession
{
    /// <summary>The token is signalled before what hangs on it has run; only that is waited for, and not forever.</summary>
    private static readonly TimeSpan SignalTime = TimeSpan.FromSeconds(1);

    private readonly ActionCode _code;
    private readonly SafeFileHandle _input;
    private readonly FrameSender _sender;
    private readonly WarmState _state;
    private readonly FrameBuffer _frames = new(ChildProtocol.StartLimit);
    private readonly Turns _turns = new();
    private readonly ActionThread _thread;
    private ChildExecution? _running;

    /// <summary>What came while the action before it had not returned.</summary>
    private ChildExecution? _next;

    public ChildSession(ActionCode code, ActionServices services, SafeFileHandle input, FrameSender sender)
    {
        _code = code;
        _input = input;
        _sender = sender;
        _state = new WarmState(input, () => services.AreBuilt);
        _thread = new ActionThread(Lead);
    }

    /// <summary>Reads while an action takes longer, until the host closes the pipe.</summary>
    /// <exception cref="ProtocolException">The host sent what it should not have.</exception>
    public void Run()
    {
        while (_turns.AwaitLong() is { } action && ReadDuring(action))
        {
        }
    }

    /// <returns>false when the host has closed the pipe.</returns>
    private bool ReadDuring(long action)
    {
        for (bool arrived = false; ; (arrived, _) = DescriptorWait.Readable(_input, null, Timeout.InfiniteTimeSpan))
        {
            lock (_turns.Gate)
            {
                if (!_turns.IsAt(action))
                    return true;
                if (arrived && !Receive())
                    return false;
                while (_frames.TryTake(out Frame frame))
                    _next = Take(frame) ?? _next;
            }
        }
    }

    /// <summary>What the thread of the actions does: it reads, and runs what it is told to run.</summary>
    private void Lead()
    {
        try
        {
            while (Receive())
            {
                while (_frames.TryTake(out Frame frame))
                    Act(Take(frame));
            }

            _turns.Close();
        }
        catch (Exception error)
        {
            StandardError.Write($"The child process could not do what its host sent: {ExceptionText.Describe(error)}");
            ChildMain.EndAll(ExitCode.Failed);
        }
    }

    private void Act(ChildExecution? execution)
    {
        while (execution is not null)
        {
            Interrupts.Forget();
            _turns.Begin();
            // Comes back when the action has ended or waits for something
            _ = RunAsync(execution);
            _turns.End();
            _thread.PutBack();
            (execution, _next) = (_next, null);
        }
    }

    private bool Receive()
    {
        int length = DescriptorWait.Read(_input, _frames.GetSpan());
        _frames.Advance(length);
        return length > 0;
    }

    /// <returns>What is to be run; null when the frame says something else.</returns>
    private ChildExecution? Take(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Start:
                ActionStart start = StartMessage.Read(frame).Start;
                var log = new ChildLog(_sender, frame.Tag);
                var execution = new ChildExecution(start, new StopSignal(), log, new ChildSubmitter(log));
                Volatile.Write(ref _running, execution);
                return execution;
            case FrameKind.Stop:
                Stop(StopMessage.Read(frame));
                return null;
            case FrameKind.Answer:
                var answer = AnswerMessage.Read(frame);
                Volatile.Read(ref _running)?.Submissions.Take(answer);
                return null;
            default:
                throw ProtocolException.Unexpected(frame.Kind);
        }
    }

    private async Task RunAsync(ChildExecution execution)
    {
        try
        {
            _state.Remember();
            InvocationResult end = await _code.RunAsync(execution.Start, execution.Log.Root, execution.Stop, execution.Submissions).ConfigureAwait(false);
            Interrupts.Forget();
            Volatile.Write(ref _running, null);
            execution.Submissions.Close();
            // A thread of the action that is on its way out must not be taken for one that stays
            if (Thread.CurrentThread is { IsThreadPoolThread: false } && !_thread.IsCurrent)
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            ProcessResidue left = _state.PutBack(execution.Start.Action);
            if (!_sender.LeadsToHost)
                throw new IOException("The action closed or redirected the pipe to the host, a descriptor that does not belong to it.");
            execution.Log.Complete(new EndMessage(end, LeftProcesses: Descendants.Reap(), left.Unclean, left.Running));
        }
        catch (Exception error)
        {
            // Without its end the host would wait forever; it sees the end of the process. The host may also be gone: then
            // nobody else ends what the action started
            StandardError.Write($"The child process could not report the end of the action: {ExceptionText.Describe(error)}");
            ChildMain.EndAll(ExitCode.Failed);
        }
    }

    /// <summary>
    /// The action is told before what it started is: a program that ends by a signal must not look like one that failed.
    /// </summary>
    private void Stop(StopMessage message)
    {
        if (Volatile.Read(ref _running) is not { Stop: var stop } running || running.Start.ExecutionId != message.ExecutionId)
            return;
        stop.Stop(message.Reason);
        Interrupts.Withstand(() => SpinWait.SpinUntil(() => stop.Token.IsCancellationRequested, SignalTime));
        Signals.SendToGroup(Environment.ProcessId, Signals.Terminate);
        Interrupts.Withstand(() => running.Log.Signal(FrameKind.Stopping));
    }
}
