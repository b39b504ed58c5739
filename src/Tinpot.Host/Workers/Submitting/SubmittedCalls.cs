using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Platform.Json;
using Tinpot.Runtime;
using Tinpot.Security;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Submitting;

/// <summary>The executions that one running execution has submitted and waits for. They end with it.</summary>
internal sealed class SubmittedCalls : ISubmitter
{
    /// <summary>So many are under way at once; more wait for their turn.</summary>
    public const int MaxCalls = 1_000;

    /// <summary>Most bytes of arguments; they fit a frame of any child.</summary>
    public const int LongestArguments = 6 * 1024 * 1024;

    /// <summary>
    /// Most executions of which each waits for the next. Executions that wait hold places and slots, so a chain without an end
    /// would stop the worker.
    /// </summary>
    public const int DeepestChain = 32;

    private readonly FanOut _host;
    private readonly ClaimedExecution _caller;
    private readonly StopSignal _stop;
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _turns = new(MaxCalls, MaxCalls);
    private readonly HashSet<Task> _open = [];
    private readonly Activity? _run = Activity.Current;
    private ExecutionRecord? _record;
    private int? _depth;

    public SubmittedCalls(FanOut host, ClaimedExecution caller, StopSignal stop)
    {
        _host = host;
        _caller = caller;
        _stop = stop;
        // Not by the token, behind which the author's code hangs
        _ = stop.Asked.ContinueWith(_ => _closed.Cancel(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private Guid Id => _caller.Lease.ExecutionId;

    public async Task<ReadOnlyMemory<byte>?> RunAsync(Guid id, string action, ReadOnlyMemory<byte> arguments)
    {
        if (arguments.Length > LongestArguments)
            throw SubmissionFailures.TooLarge(id, action, arguments.Length);
        Task<ReadOnlyMemory<byte>?> running;
        lock (_open)
        {
            _closed.Token.ThrowIfCancellationRequested();
            // A store may write on the calling thread; what is submitted at once shares a write only from threads of their own
            running = Task.Run(() => RunOneAsync(id, action, arguments));
            _open.Add(running);
        }

        try
        {
            return await running.ConfigureAwait(false);
        }
        finally
        {
            lock (_open)
                _open.Remove(running);
        }
    }

    /// <summary>Cancels what is under way, and returns when that has been asked for.</summary>
    /// <param name="log">Is told when the action did not wait for something.</param>
    public async Task EndAsync(ICallSink log)
    {
        Task[] left;
        lock (_open)
        {
            left = [.. _open];
            _closed.Cancel();
        }

        if (left.Length > 0 && _stop.Reason == StopReason.None)
        {
            log.Log(
                LogLevel.Warning,
                $"It ended without waiting for {left.Length} {(left.Length == 1 ? "execution" : "executions")} that it had submitted; they are cancelled. Await every submitted execution.",
                null);
        }

        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<ReadOnlyMemory<byte>?> RunOneAsync(Guid id, string action, ReadOnlyMemory<byte> arguments)
    {
        await _turns.WaitAsync(_closed.Token).ConfigureAwait(false);
        _host.BeginWait(_caller.Lease);
        try
        {
            await SubmitAsync(id, action, arguments).ConfigureAwait(false);
            ExecutionRecord? end = await _host.EndOfAsync(id, _closed.Token).ConfigureAwait(false);
            if (end is not null && end.ParentId != Id)
                throw SubmissionFailures.Refused(id, action, $"Another execution has the id {id}.");
            return end is { State: ExecutionState.SUCCESS } ? end.Result : throw SubmissionFailures.Of(id, action, end);
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            await _host.CancelAsync(id, Id, await ByAsync().ConfigureAwait(false)).ConfigureAwait(false);
            throw;
        }
        catch (StoreUnavailableException error)
        {
            throw SubmissionFailures.Unavailable(id, action, error);
        }
        catch (Exception error) when (error is not ActionFailedException)
        {
            // Of any kind, also a cancellation by nobody: who submitted it is told, and nothing goes on that nobody waits for
            await _host.CancelAsync(id, Id, _caller.RequestedBy).ConfigureAwait(false);
            throw SubmissionFailures.Failed(id, action, error);
        }
        finally
        {
            _host.EndWait(_caller.Lease);
            _turns.Release();
        }
    }

    private async Task SubmitAsync(Guid id, string action, ReadOnlyMemory<byte> arguments)
    {
        // What a child asks for comes on its own connection, where the run is not what is under way
        if (Activity.Current?.TraceId != _run?.TraceId)
            Activity.Current = _run;
        ExecutionRecord? caller = _record ??= await _host.FindAsync(Id, _closed.Token).ConfigureAwait(false);
        _depth ??= await _host.DepthOfAsync(caller, DeepestChain, _closed.Token).ConfigureAwait(false);
        if (_depth >= DeepestChain)
            throw SubmissionFailures.TooDeep(id, action);
        using JsonDocument given = JsonInput.Parse(arguments, JsonLimits.Submitted);
        var request = new SubmissionRequest
        {
            Id = id,
            Parameters = given.RootElement,
            By = _caller.RequestedBy,
            Via = "action",
            Priority = caller?.Priority ?? 1,
            ParentId = Id,
            RootId = caller?.RootId ?? Id,
        };
        SubmissionResult result = await _host.SubmitAsync(action, request, _closed.Token).ConfigureAwait(false);
        if (result is SubmissionResult.Rejected rejected)
            throw SubmissionFailures.Refused(id, action, rejected.Sentence);
    }

    /// <summary>Who cancelled this execution cancels what it submitted; anything else is done for who asked for it.</summary>
    private async Task<Principal> ByAsync()
    {
        if (_stop.Reason != StopReason.Cancel)
            return _caller.RequestedBy;
        try
        {
            ExecutionRecord? caller = await _host.FindAsync(Id, CancellationToken.None).ConfigureAwait(false);
            return caller?.CancelledBy ?? _caller.RequestedBy;
        }
        catch (Exception)
        {
            // That it is cancelled matters more than by whom
            return _caller.RequestedBy;
        }
    }
}
