using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Tinpot.Runtime.Values;
using Tinpot.Schemas;

namespace Tinpot.Runtime;

/// <summary>
/// Where the methods of <see cref="Submit"/> go: inside an execution the call becomes an execution of its own and a call in
/// the caller's tree, outside it the action runs in place.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
[DebuggerStepThrough]
public static class SubmittedCall
{
    private const int LongestArguments = 64 * 1024 * 1024;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = SchemaChecker.MaxDepth };

    /// <summary>Runs an action without a result.</summary>
    public static Task RunAsync<TCall>(TCall call)
        where TCall : struct, ISubmittedCall => RunCoreAsync(call);

    /// <summary>Runs an action and reads its result.</summary>
    public static async Task<TResult> RunAsync<TCall, TResult>(TCall call)
        where TCall : struct, ISubmittedCall<TResult>
    {
        (Guid id, string action, ReadOnlyMemory<byte>? result) = await RunCoreAsync(call).ConfigureAwait(false);
        try
        {
            return Read<TCall, TResult>((result ?? default).Span);
        }
        catch (Exception error)
        {
            // Another worker may run another version of the action, and what is made of its result is the author's code
            throw new ActionFailedException(
                id, action, "SUCCESS", "result", error.GetType().ToString(),
                $"Its result is not what this program's version of the action returns; bring all workers to one version. {error.Message}", error);
        }
    }

    private static TResult Read<TCall, TResult>(ReadOnlySpan<byte> json)
        where TCall : struct, ISubmittedCall<TResult>
    {
        var reader = new Utf8JsonReader(json, Reading);
        reader.Read();
        return TCall.ReadResult(ref reader);
    }

    private static async Task<(Guid Id, string Action, ReadOnlyMemory<byte>? Result)> RunCoreAsync<TCall>(TCall call)
        where TCall : struct, ISubmittedCall
    {
        ReadOnlyMemory<byte> arguments = Write(call);
        if (ActionExecution.Current is not { Run.Submitter: { } submitter } caller)
        {
            Guid none = ExecutionIdFactory.New(TimeProvider.System);
            return (none, TCall.Action, await CallInPlace.RunAsync<TCall>(none, arguments).ConfigureAwait(false));
        }

        CancellationToken stop = caller.Cancellation.Token;
        stop.ThrowIfCancellationRequested();
        // Only the host knows whether this execution has concurrency limits
        Guid id = ExecutionIdFactory.InFirstPart(ExecutionIdFactory.New(caller.Run.Clock));
        string action = caller.Run.NameOf<TCall>();
        TrackedCall tracked = TrackedCall.Submit(caller, call, id);
        try
        {
            ReadOnlyMemory<byte>? result = await submitter.RunAsync(id, action, arguments).WaitAsync(stop).ConfigureAwait(false);
            tracked.Succeed((result ?? default).Span);
            return (id, action, result);
        }
        catch (Exception error)
        {
            tracked.Fail(error);
            throw;
        }
    }

    private static ReadOnlyMemory<byte> Write<TCall>(TCall call)
        where TCall : struct, ISubmittedCall
    {
        // A sequence that never ends must not take all memory; what is submitted has less
        var buffer = new LimitedBuffer(LongestArguments, static length => new InvalidOperationException(
            $"The arguments of '{TCall.Action}' have at least {length} bytes; pass a file's name or a key instead of what it holds."));
        call.WriteSubmission(buffer.Writer);
        buffer.Complete();
        return buffer.Written;
    }
}
