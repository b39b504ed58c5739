using Tinpot.Executions;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Leases;

/// <summary>An execution that this worker runs.</summary>
/// <param name="term">Whether its lease still holds; null where leases never run out.</param>
internal sealed class ActiveRun(ClaimedExecution execution, LeaseTerm? term = null)
{
    private readonly CancellationTokenSource _abandoned = new();
    private volatile bool _ended;
    private int _lost;

    public ClaimedExecution Execution { get; } = execution;

    public Lease Lease => Execution.Lease;

    public LeaseTerm? Term { get; } = term;

    /// <summary>Asks the action to stop.</summary>
    public StopSignal Stop { get; } = new();

    /// <summary>Signalled when the action is not waited for any longer.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>The action is over; how it ended may not be stored yet.</summary>
    public bool Ended => _ended;

    /// <summary>The execution has another owner, or may have, or is gone: nothing more is written to it.</summary>
    public bool Lost => Volatile.Read(ref _lost) != 0;

    public void End() => _ended = true;

    /// <summary>
    /// Stops the action without any grace: where it runs in a process, that is killed when this returns. The slot stays taken
    /// until the action is gone. Called again, it kills again.
    /// </summary>
    /// <returns>Whether it was not lost before.</returns>
    public bool Lose()
    {
        bool first = Interlocked.Exchange(ref _lost, 1) == 0;
        Stop.Kill(StopReason.Shutdown);
        return first;
    }

    /// <summary>Stands before everything that is written: a process that was stopped for long must not go on where it was.</summary>
    /// <exception cref="OwnershipLostException">It is lost, or its lease is over.</exception>
    public void Guard()
    {
        if (Lost || Term is { IsOver: true })
            throw new OwnershipLostException(Lease);
    }

    /// <summary>Goes on without the action, which may never end.</summary>
    public void Abandon() => _abandoned.Cancel();
}
