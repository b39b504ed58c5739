using Microsoft.Win32.SafeHandles;
using Tinpot.Processes;

namespace Tinpot.Workers;

/// <summary>Does what the host asks for, until the host closes the pipe or is gone.</summary>
internal sealed class ChildSession(ActionCode code, SafeFileHandle input, FrameSender sender)
{
    /// <summary>The token is signalled before what hangs on it has run; only that is waited for, and not for ever.</summary>
    private static readonly TimeSpan SignalTime = TimeSpan.FromSeconds(1);

    private readonly ActionThread _thread = new();
    private readonly FrameBuffer _frames = new(Protocol.StartLimit);
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
                ActionStart start = StartMessage.Read(frame);
                var log = new SentLog(sender);
                var execution = new ChildExecution(start, new StopSignal(), log, new SentSubmissions(log));
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
        ActionEnd end = await code.RunAsync(execution.Start, execution.Log.Root, execution.Stop, execution.Submissions).ConfigureAwait(false);
        Volatile.Write(ref _running, null);
        execution.Submissions.Close();
        execution.Log.Complete(new EndMessage(end, LeftProcesses: Descendants.Reap()));
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
        lock (sender.Gate)
        {
            FrameWriter frames = sender.Open();
            frames.Begin(FrameKind.Stopping);
            frames.Send();
        }
    }
}
