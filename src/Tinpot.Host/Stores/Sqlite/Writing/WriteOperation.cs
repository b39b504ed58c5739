using Tinpot.Platform;


namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>One change of the store. It may run more than once: in a shared transaction that was rolled back, then alone.</summary>
internal abstract class WriteOperation
{
    private readonly long _asked = SystemClock.Instance.GetTimestamp();

    /// <summary>How long ago it was asked for.</summary>
    public TimeSpan Waited => SystemClock.Instance.GetElapsedTime(_asked);

    public abstract void Run(WriteSession session);

    /// <summary>Its transaction is on the disk.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
/// <param name="work">Checks and writes; what it throws undoes what it wrote.</param>
internal sealed class WriteOperation<TResult>(Func<WriteSession, TResult> work) : WriteOperation
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    public Task<TResult> Done => _done.Task;

    public override void Run(WriteSession session) => _result = work(session);

    public override void Succeed() => _done.TrySetResult(_result!);

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
