using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Submitting;

namespace Tinpot.Workers.Pool;

/// <summary>One execution in a child, as the host sees it: where what the child tells goes, and how it ended.</summary>
internal sealed class ChildRun(FrameDispatcher replay, IOutputWriter raw, OutputTail tail, ISubmitter? submitter)
{
    private int _submitted;
    private readonly TaskCompletionSource<ChildResult> _end = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes the child's frames.</summary>
    public FrameDispatcher Replay { get; } = replay;

    /// <summary>Takes what was printed past <see cref="Console"/>.</summary>
    public IOutputWriter Raw { get; } = raw;

    /// <summary>Keeps the last lines of standard error, whichever way they came.</summary>
    public OutputTail Tail { get; } = tail;

    /// <summary>What waits for it continues on the thread that reads from the child, and must not block it for long.</summary>
    public Task<ChildResult> End => _end.Task;

    /// <summary>Ends when the child has passed a request to stop on: to the action and to what it started.</summary>
    public Task Stopping => _stopping.Task;

    /// <summary>Runs what the child submits, and answers it when that has ended. Returns at once.</summary>
    /// <exception cref="ProtocolException">It may not submit, or not so much.</exception>
    public void Submit(SubmitMessage message, Child child)
    {
        if (submitter is null)
            throw ProtocolException.Unexpected(FrameKind.Submit);
        if (Interlocked.Increment(ref _submitted) > SubmittedCalls.MaxCalls)
            throw new ProtocolException($"More than {SubmittedCalls.MaxCalls} executions were submitted at once.");
        _ = Task.Run(() => AnswerAsync(message, child));
    }

    public void HasStopping() => _stopping.TrySetResult();

    /// <summary>Runs what waits for the end.</summary>
    public void HasEnded(ChildResult end) => _end.TrySetResult(end);

    private async Task AnswerAsync(SubmitMessage message, Child child)
    {
        AnswerMessage answer;
        try
        {
            ReadOnlyMemory<byte>? result = await submitter!.RunAsync(message.ExecutionId, message.Action, message.Arguments).ConfigureAwait(false);
            answer = new AnswerMessage(message.ExecutionId, result, null);
        }
        catch (OperationCanceledException)
        {
            // The child is told to stop, or has ended
            return;
        }
        catch (Exception error)
        {
            answer = new AnswerMessage(
                message.ExecutionId, null,
                error as ActionFailedException ?? SubmissionFailures.Refused(message.ExecutionId, message.Action, error.Message));
        }

        Interlocked.Decrement(ref _submitted);
        child.Answer(answer);
    }
}
