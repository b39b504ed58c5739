using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Workers.Log;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Invocation;

/// <summary>Where the code of an action runs: in this process or in a child.</summary>
internal interface IActionIsolation
{
    /// <summary>Runs a checked execution to its end. What it does goes to the log, which the caller opened and completes.</summary>
    /// <param name="submitter">Takes what it submits; null = that runs in this process.</param>
    Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop, ISubmitter? submitter);
}
