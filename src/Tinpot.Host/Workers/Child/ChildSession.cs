using Microsoft.Win32.SafeHandles;
using Tinpot.Platform.Processes;
using Tinpot.Settings;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Child;

/// <summary>Does what the host asks for, until the host closes the pipe or is gone.</summary>
internal sealed class ChildSession(ActionCode code, SafeFileHandle input, FrameSender sender)
{
    /// <summary>The token is signalled before what hangs on it has run; only that is waited for, and not forever.</summary>
    private static readonly TimeSpan SignalTime = TimeSpan.FromSeconds(1);

    private readonly ActionThread _thread = new();
    private readonly FrameBuffer _frames = new(ChildProtocol.StartLimit);
    private readonly WarmState _state = new(input);
    private ChildExecution? _running;

    /// <exception cref="ProtocolException">The host sent what it should not have.</exception>
    public void Run()
    {
        while (true)
        {
            int length = DescriptorWait.Read(input, _frames.GetSpan());
            if (length == 0)
                return;
            _frames.Advance(length);
            while (_frames.TryTake(out Frame frame))
                Take(frame);
        }
    }

    private void Take(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Start:
                ActionStart start = StartMessage.Read(frame).Start;
                var log = new ChildLog(sender, frame.Tag);
                var execution = new ChildExecution(start, new StopSignal(), log, new ChildSubmitter(log));
                Volatile.Write(ref _running, execution);
                _thread.Begin(() => _ = RunAsync(execution));
                break;
            case FrameKind.Stop:
                Stop(StopMessage.Read(frame));
                break;
            case FrameKind.Answer:
                var answer = AnswerMessage.Read(frame);
                Volatile.Read(ref _running)?.Submissions.Take(answer);
                break;
            default:
                throw ProtocolException.Unexpected(frame.Kind);
        }
    }

    private async Task RunAsync(ChildExecution execution)
    {
        try
        {
            _state.Remember();
            InvocationResult end = await code.RunAsync(execution.Start, execution.Log.Root, execution.Stop, execution.Submissions).ConfigureAwait(false);
            Volatile.Write(ref _running, null);
            execution.Submissions.Close();
            // A thread of the action that is on its way out must not be taken for one that stays
            if (Thread.CurrentThread is { IsThreadPoolThread: false } own && own != _thread.Thread)
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            ProcessResidue left = _state.PutBack(execution.Start.Action);
            if (!sender.LeadsToHost)
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
        SpinWait.SpinUntil(() => stop.Token.IsCancellationRequested, SignalTime);
        Signals.SendToGroup(Environment.ProcessId, Signals.Terminate);
        running.Log.Signal(FrameKind.Stopping);
    }
}
