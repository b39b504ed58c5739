using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>An execution that this worker runs.</summary>
internal sealed class ActiveRun(ClaimedExecution execution)
{
    private readonly CancellationTokenSource _left = new();

    public ClaimedExecution Execution { get; } = execution;

    public Lease Lease => Execution.Lease;

    /// <summary>Asks the action to stop.</summary>
    public StopSignal Stop { get; } = new();

    /// <summary>Signalled when the action is not waited for any longer.</summary>
    public CancellationToken Left => _left.Token;

    /// <summary>The execution has another owner, or is gone: stop and write nothing more.</summary>
    public bool Lost { get; private set; }

    public void Lose()
    {
        Lost = true;
        Stop.Stop(StopReason.Shutdown);
        Leave();
    }

    /// <summary>Goes on without the action, which may never end.</summary>
    public void Leave() => _left.Cancel();
}
