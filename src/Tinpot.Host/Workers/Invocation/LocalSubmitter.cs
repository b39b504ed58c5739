using Tinpot.Actions;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Workers.Submitting;

namespace Tinpot.Workers.Invocation;

/// <summary>Runs what an action submits in this process, where there is no store to submit to.</summary>
internal sealed class LocalSubmitter(CompiledCatalog catalog, ActionServices services, int resultLimit) : ISubmitter
{
    private readonly AsyncLocal<int> _depth = new();

    public async Task<ReadOnlyMemory<byte>?> RunAsync(Guid id, string action, ReadOnlyMemory<byte> arguments)
    {
        ActionDescriptor found = catalog.Find(action)
            ?? throw SubmissionFailures.Refused(id, action, new SubmissionResult.UnknownAction(action, null).Sentence);
        IReadOnlyList<SchemaError> errors = catalog.Check(found, arguments.Span);
        if (errors.Count > 0)
            throw SubmissionFailures.Refused(id, action, new SubmissionResult.Invalid(action, errors).Sentence);
        if (_depth.Value + 1 >= SubmittedCalls.DeepestChain)
            throw SubmissionFailures.TooDeep(id, action);
        ActionExecution caller = ActionExecution.Current!;
        // As an execution of its own it would not hold up its caller before it is awaited
        return await Task.Run(() => InvokeAsync(id, action, arguments, caller)).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>?> InvokeAsync(Guid id, string action, ReadOnlyMemory<byte> arguments, ActionExecution caller)
    {
        _depth.Value++;
        await using ActionScope scope = services.CreateScope();
        var invocation = new ActionInvocation(arguments, new ExplainedServices(() => scope.Services), caller) { ResultLimit = resultLimit };
        try
        {
            await catalog.InvokeAsync(action, invocation).ConfigureAwait(false);
            if (invocation.ResultLength > resultLimit)
                throw new ResultTooLargeException(invocation.ResultLength, resultLimit);
            return invocation.WrittenResult;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new ActionFailedException(id, action, "FAILURE", "exception", error.GetType().ToString(), error.Message, error);
        }
    }
}
