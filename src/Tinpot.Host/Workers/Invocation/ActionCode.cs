using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Telemetry;
using Tinpot.Workers.Log;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Invocation;

/// <summary>Runs the code of actions in this process, be it a worker or a child.</summary>
internal sealed class ActionCode(CompiledCatalog catalog, ActionServices services, ProgramRules programs, TimeProvider clock)
{
    private static readonly TimeSpan CallbackTime = TimeSpan.FromSeconds(1);

    /// <summary>Runs on the calling thread until the action first awaits.</summary>
    /// <param name="submitter">Takes what it submits; null = that runs in this process.</param>
    public async Task<InvocationResult> RunAsync(ActionStart start, ICallSink log, StopSignal stop, ISubmitter? submitter)
    {
        using Activity? trace = ActionTrace.Enter(start.Trace);
        InvocationResult end = await EndAsync(start, log, stop, submitter ?? new LocalSubmitter(catalog, services, start.ResultLimit)).ConfigureAwait(false);
        if (stop.Reason != StopReason.None)
            await TellFaultAsync(log, stop).ConfigureAwait(false);
        return end;
    }

    /// <summary>What the author hung on the token may go on after the action, and is not waited for long.</summary>
    private async Task TellFaultAsync(ICallSink log, StopSignal stop)
    {
        // No timer of this may outlive the execution
        await stop.Passed.WaitAsync(CallbackTime, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.Passed.Exception is { } fault)
            log.Log(LogLevel.Error, $"A cancellation callback of the action threw an exception: {ExceptionText.Describe(fault.InnerException!)}", null);
    }

    private async Task<InvocationResult> EndAsync(ActionStart start, ICallSink log, StopSignal stop, ISubmitter submitter)
    {
        try
        {
            return new InvocationResult(InvocationStatus.Succeeded, await InvokeAsync(start, log, stop, submitter).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException) when (stop.Reason != StopReason.None)
        {
            return new InvocationResult(InvocationStatus.Cancelled, null, null);
        }
        catch (Exception error)
        {
            log.Log(LogLevel.Error, ExceptionText.Describe(error), null);
            return new InvocationResult(InvocationStatus.Failed, null, ExceptionText.Of(error, FailureReason.Exception));
        }
    }

    private async Task<ReadOnlyMemory<byte>?> InvokeAsync(ActionStart start, ICallSink log, StopSignal stop, ISubmitter submitter)
    {
        var run = new ExecutionRun
        {
            Id = start.ExecutionId,
            Attempt = start.Attempt,
            RequestedBy = start.RequestedBy,
            Cancellation = new ActionCancellation(stop.Token, () => stop.Reason),
            Levels = services.CreateLogger(start.Action),
            NameInProgram = catalog.NameOf,
            Clock = clock,
            ProgramGrace = start.ProgramGrace,
            SignalsPrograms = programs.Signalled,
            Withhold = programs.Withhold,
            Submitter = submitter,
        };
        ActionExecution root = run.Root(log);
        ReadOnlyMemory<byte>? result = null;
        await run.RunAsync(root, async () =>
        {
            await using ActionScope scope = services.CreateScope();
            var invocation = new ActionInvocation(start.Arguments, new ExplainedServices(() => scope.Services), root) { ResultLimit = start.ResultLimit };
            await catalog.InvokeAsync(start.Action, invocation).ConfigureAwait(false);
            if (invocation.ResultLength > start.ResultLimit)
                throw new ResultTooLargeException(invocation.ResultLength, start.ResultLimit);
            result = invocation.WrittenResult;
        }).ConfigureAwait(false);
        return result;
    }
}
