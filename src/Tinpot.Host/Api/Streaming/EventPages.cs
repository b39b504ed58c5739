using System.Runtime.CompilerServices;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Api.Streaming;

/// <summary>Reads everything an execution has stored so far, a page at a time.</summary>
internal static class EventPages
{
    public static async IAsyncEnumerable<EventBatch> ReadAsync(
        IExecutionClient executions, Guid id, EventRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            IReadOnlyList<EventBatch> page = await executions.ReadEventsAsync(id, range, cancellation);
            if (page.Count == 0)
                yield break;
            foreach (EventBatch batch in page)
                yield return batch;
            range = range with { After = page[^1].Last };
        }
    }
}
