using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Workers.Log;

namespace Tinpot.Workers.Protocol;

/// <summary>Writes what a child tells of an execution into its log, as if it had happened here.</summary>
/// <param name="errors">Keeps the last lines of standard error.</param>
internal sealed class FrameDispatcher(ExecutionLog log, OutputTail? errors = null)
{
    /// <summary>A call that has ended may still print, from what it did not wait for; of so many that is known whose it is.</summary>
    private const int EndedCallsKept = 4_096;

    /// <summary>The limit of calls that have not ended; each is kept until it ends.</summary>
    private const int MostCalls = 100_000;

    /// <summary>The limit of open sources of output; each has an unfinished line.</summary>
    private const int MostWriters = 10_000;

    private readonly Dictionary<long, CallLog> _calls = new() { [0] = log.Root };
    private readonly HashSet<long> _open = [];
    private readonly Queue<long> _ended = new();
    private readonly Dictionary<long, (IOutputWriter Writer, OutputKind Kind)> _writers = [];

    /// <exception cref="ProtocolException">It is not a frame of a log, or it is malformed.</exception>
    public void Play(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Output:
                Write(OutputMessage.Read(frame));
                break;
            case FrameKind.WriterOpened:
                Open(WriterOpenedMessage.Read(frame));
                break;
            case FrameKind.WriterText:
                Write(WriterTextMessage.Read(frame));
                break;
            case FrameKind.WriterClosed:
                if (_writers.Remove(WriterClosedMessage.Read(frame).Writer, out (IOutputWriter Writer, OutputKind Kind) closed))
                    closed.Writer.Dispose();
                break;
            case FrameKind.Log:
                LogMessage entry = LogMessage.Read(frame);
                Call(entry.Call).Log(entry.Level, log.Masker.ApplyToCut(entry.Text, ExceptionText.LongestEntry), null);
                break;
            case FrameKind.Progress:
                ProgressMessage progress = ProgressMessage.Read(frame);
                Call(progress.Call).Report(
                    progress.Fraction, progress.Text is { } text ? log.Masker.ApplyToCut(text, ExceptionText.LongestText) : null);
                break;
            case FrameKind.Item:
                ItemMessage item = ItemMessage.Read(frame);
                Call(item.Call).Item(item.Index, item.Value);
                break;
            case FrameKind.CallStarted:
                Start(CallStartedMessage.Read(frame));
                break;
            case FrameKind.CallFinished:
                Finish(CallFinishedMessage.Read(frame));
                break;
            case FrameKind.CallsCounted:
                CallsCountedMessage counted = CallsCountedMessage.Read(frame);
                log.CountCalls(Call(counted.Caller), counted.Action, counted.Repeated, counted.Failed, counted.Total);
                break;
            default:
                throw ProtocolException.Unexpected(frame.Kind);
        }
    }

    private void Write(OutputMessage output)
    {
        Call(output.Call).Write(output.Stream, output.Text, output.EndLine);
        if (output.Stream != OutputKind.Error)
            return;
        errors?.Append(output.Text);
        if (output.EndLine)
            errors?.Append("\n");
    }

    private void Open(WriterOpenedMessage opened)
    {
        if (_writers.Count >= MostWriters)
            throw new ProtocolException($"More than {MostWriters} sources of output are open.");
        if (_writers.ContainsKey(opened.Writer))
            throw new ProtocolException($"Source {opened.Writer} of output is open already.");
        _writers.Add(opened.Writer, (Call(opened.Call).Open(opened.Stream), opened.Stream));
    }

    private void Write(WriterTextMessage written)
    {
        if (!_writers.TryGetValue(written.Writer, out (IOutputWriter Writer, OutputKind Kind) found))
            throw new ProtocolException($"Source {written.Writer} of output is not open.");
        found.Writer.Write(written.Text);
        if (found.Kind == OutputKind.Error)
            errors?.Append(written.Text);
    }

    private void Start(CallStartedMessage call)
    {
        if (_open.Count >= MostCalls)
            throw new ProtocolException($"More than {MostCalls} nested calls are under way.");
        CallLog started = log.StartCall(Call(call.Caller), call.Action, call.Arguments, call.ExecutionId);
        if (started.Number != call.Call)
            throw new ProtocolException($"Call {call.Call} is the {started.Number}th of its execution.");
        _calls[call.Call] = started;
        _open.Add(call.Call);
    }

    private void Finish(CallFinishedMessage call)
    {
        if (!_open.Remove(call.Call))
            throw new ProtocolException($"Call {call.Call} ends, but is not under way.");
        log.FinishCall(Call(call.Call), new CallResult(call.Duration, call.Result, call.Truncated, call.Error, call.Revoked));
        _ended.Enqueue(call.Call);
        if (_ended.Count > EndedCallsKept)
            _calls.Remove(_ended.Dequeue());
    }

    /// <summary>One that ended too long ago is not known any more; then the line is the execution's.</summary>
    private CallLog Call(long number) => _calls.GetValueOrDefault(number) ?? log.Root;
}
