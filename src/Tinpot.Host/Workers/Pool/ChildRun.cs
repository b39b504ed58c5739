using Tinpot.Runtime;

namespace Tinpot.Workers;

/// <summary>One execution in a child, as the host sees it: where what the child tells goes, and how it ended.</summary>
internal sealed class ChildRun(ReplayedLog replay, IOutputWriter raw, OutputTail tail)
{
    private readonly TaskCompletionSource<ChildEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes the child's frames.</summary>
    public ReplayedLog Replay { get; } = replay;

    /// <summary>Takes what was printed past <see cref="Console"/>.</summary>
    public IOutputWriter Raw { get; } = raw;

    /// <summary>Keeps the last lines of standard error, whichever way they came.</summary>
    public OutputTail Tail { get; } = tail;

    public Task<ChildEnd> End => _end.Task;

    /// <summary>Ends when the child has passed a request to stop on: to the action and to what it started.</summary>
    public Task Stopping => _stopping.Task;

    public void HasStopping() => _stopping.TrySetResult();

    public void HasEnded(ChildEnd end) => _end.TrySetResult(end);
}
