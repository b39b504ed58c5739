using System.Diagnostics;
using Tinpot.Executions;
using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Running;

/// <summary>Runs actions in this process: nothing is between them and a debugger, and nothing stops one that does not want to.</summary>
internal sealed class InProcessIsolation(ActionCode code, RunnerOptions options) : IActionIsolation
{
    public async Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop, ISubmitter? submitter)
    {
        var start = ActionStart.Of(execution, options);
        Activity? span = Activity.Current;
        Task<InvocationResult> ending = StartThread(() =>
        {
            Activity.Current = span;
            return code.RunAsync(start, log.Root, stop, submitter);
        });
        await Task.WhenAny(ending, stop.Asked).ConfigureAwait(false);
        if (stop.Asked.IsCompleted)
            StopNotice.Asked(log.Root, stop, grace: null);
        return (await ending.ConfigureAwait(false)).Mask(log.Masker, stop);
    }

    /// <summary>
    /// Begins on a thread of its own: most actions block, and blocked pool threads would starve the API and every other
    /// action. Nothing that is ambient in the worker comes along, but the span of the attempt.
    /// </summary>
    private static Task<T> StartThread<T>(Func<Task<T>> code)
    {
        using AsyncFlowControl suppressed = ExecutionContext.SuppressFlow();
        if (!ThreadRoom.Has(ThreadRoom.Kept))
            throw NoThread(null);
        try
        {
            return Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        }
        catch (Exception error) when (SystemShortage.Is(error))
        {
            throw NoThread(error);
        }
    }

    private static ChildStartException NoThread(Exception? cause) =>
        new("The system has no thread for the action. It may not have enough memory, processes or threads (ulimit -u, TasksMax=, pids.max).", cause)
        {
            Shortage = true,
        };
}
