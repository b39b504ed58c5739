using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>Cannot begin an execution when a test says so, as a system that is short of processes.</summary>
internal sealed class UnbegunIsolation(IActionIsolation isolation, Func<bool> refuses) : IActionIsolation
{
    public Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop, ISubmitter? submitter) =>
        refuses() ? throw new ChildStartException("no room") : isolation.RunAsync(execution, log, stop, submitter);
}
