using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>Runs actions in this process: nothing is between them and a debugger, and nothing stops one that does not want to.</summary>
internal sealed class InProcessIsolation(ActionCode code, RunnerOptions options) : IActionIsolation
{
    public async Task<ExecutionOutcome> RunAsync(ClaimedExecution execution, ExecutionLog log, StopSignal stop)
    {
        var start = ActionStart.Of(execution, options);
        ActionEnd end;
        Task notice = Task.CompletedTask;
        // Not in place: whoever asks must not wait for a log that has no room
        await using (stop.Token.UnsafeRegister(_ => notice = Task.Run(() => StopNotice.Asked(log.Root, stop.Reason, grace: null)), null))
            end = await StartThread(() => code.RunAsync(start, log.Root, stop)).ConfigureAwait(false);
        await notice.ConfigureAwait(false);
        return end.Mask(log.Masker, stop.Reason);
    }

    /// <summary>
    /// Begins on a thread of its own: most actions block, and blocked pool threads would starve the API and every other
    /// action. Nothing that is ambient in the worker comes along.
    /// </summary>
    private static Task<T> StartThread<T>(Func<Task<T>> code)
    {
        using AsyncFlowControl suppressed = ExecutionContext.SuppressFlow();
        return Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }
}
