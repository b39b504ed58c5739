using System.Collections.Concurrent;
using Tinpot.Runtime;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Submitting;

namespace Tinpot.Workers.Child;

/// <summary>What an execution in a child submits: asked of the host, who answers with how it ended.</summary>
internal sealed class ChildSubmitter(ChildLog log) : ISubmitter
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<ReadOnlyMemory<byte>?>> _open = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _turns = new(SubmittedCalls.MaxCalls, SubmittedCalls.MaxCalls);

    public async Task<ReadOnlyMemory<byte>?> RunAsync(Guid id, string action, ReadOnlyMemory<byte> arguments)
    {
        if (arguments.Length > SubmittedCalls.LongestArguments)
            throw SubmissionFailures.TooLarge(id, action, arguments.Length);
        await _turns.WaitAsync(_closed.Token).ConfigureAwait(false);
        try
        {
            var answer = new TaskCompletionSource<ReadOnlyMemory<byte>?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _open[id] = answer;
            _closed.Token.ThrowIfCancellationRequested();
            log.Send(new SubmitMessage(id, action, arguments));
            return await answer.Task.WaitAsync(_closed.Token).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(id, out _);
            _turns.Release();
        }
    }

    /// <summary>Hands an answer to who waits for it; nobody does when the execution has stopped meanwhile.</summary>
    public void Take(AnswerMessage answer)
    {
        if (!_open.TryGetValue(answer.ExecutionId, out TaskCompletionSource<ReadOnlyMemory<byte>?>? waiting))
            return;
        if (answer.Failure is { } failure)
            waiting.TrySetException(failure);
        else
            waiting.TrySetResult(answer.Result);
    }

    /// <summary>The execution has ended: nothing more is submitted, and nobody waits forever.</summary>
    public void Close() => _closed.Cancel();
}
