using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>Runs each action where its attribute says, or else where the worker is set to.</summary>
internal sealed class ChosenIsolation(
    IActionCatalog catalog, IsolationChoice choice, ProcessIsolation children, InProcessIsolation here) : IActionIsolation
{
    public Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop) =>
        choice.Of(catalog.Find(execution.Action)) == Isolation.Process
            ? children.RunAsync(execution, log, stop)
            : here.RunAsync(execution, log, stop);
}
