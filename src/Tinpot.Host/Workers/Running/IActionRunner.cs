using Tinpot.Executions;
using Tinpot.Workers.Log;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Running;

/// <summary>Where an action runs: in this process, later in a child. Arguments and results cross as UTF-8 JSON, never as objects.</summary>
internal interface IActionRunner
{
    /// <summary>Runs the execution to its end. Every event it caused has been written to <paramref name="events"/> when this returns.</summary>
    /// <param name="execution">Arguments complete, with secrets in clear; its <c>Secrets</c> are the secret values in clear, to be masked.</param>
    Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, IEventSink events, StopSignal stop);
}
