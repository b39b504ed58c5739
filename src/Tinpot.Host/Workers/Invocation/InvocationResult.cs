using Tinpot.Executions;
using Tinpot.Workers.Log;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Invocation;

/// <summary>How the code of an action ended; nothing is masked yet.</summary>
/// <param name="Result">One JSON value in UTF-8; null when there is none.</param>
/// <param name="Error">What it threw, when it failed.</param>
internal sealed record InvocationResult(InvocationStatus Outcome, ReadOnlyMemory<byte>? Result, ExecutionError? Error)
{
    /// <param name="stop">Says why it was asked to stop.</param>
    public ExecutionOutcome Mask(SecretMasker masker, StopSignal stop) => Outcome switch
    {
        InvocationStatus.Succeeded => ExecutionOutcome.Success(Result is { } json ? masker.ApplyToJson(json) : (ReadOnlyMemory<byte>?)null),
        InvocationStatus.Failed => ExecutionOutcome.Failure(masker.Apply(Error!)),
        _ => StoppedOutcome.Of(stop),
    };
}
