using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Running;

/// <summary>Runs each action where its attribute says, or else where the worker is set to.</summary>
internal sealed class ChosenIsolation(
    CompiledCatalog catalog, IsolationChoice choice, ProcessIsolation children, InProcessIsolation here) : IActionIsolation
{
    public Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop, ISubmitter? submitter) =>
        choice.Of(catalog.Find(execution.Action)) == Isolation.Process
            ? children.RunAsync(execution, log, stop, submitter)
            : here.RunAsync(execution, log, stop, submitter);
}
