using Tinpot.Executions.Events;

namespace Tinpot.Workers.Log;

/// <summary>Takes the numbered batches of one execution, in order. A slow sink slows the action; that is the back-pressure.</summary>
internal interface IEventSink
{
    ValueTask WriteAsync(EventBatch batch, CancellationToken cancellation);

    /// <summary>Takes the last batch, which is small. It may be kept, to be stored in the same step as the end.</summary>
    ValueTask WriteLastAsync(EventBatch batch, CancellationToken cancellation) => WriteAsync(batch, cancellation);
}
