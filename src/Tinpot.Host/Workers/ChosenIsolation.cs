using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>Runs each action where its attribute says, or else where the worker is set to.</summary>
/// <param name="standard">Where actions run that say nothing.</param>
internal sealed class ChosenIsolation(
    Isolation standard, ProcessIsolation children, InProcessIsolation here) : IActionIsolation
{
    public Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop)
    {
        return standard == Isolation.Process ? children.RunAsync(execution, log, stop) : here.RunAsync(execution, log, stop);
    }
}
