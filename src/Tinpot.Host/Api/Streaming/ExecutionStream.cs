using System.Buffers;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Api.Streaming;

/// <summary>Brings one viewer everything that is stored after an event, then what comes, until the execution is complete.</summary>
internal sealed class ExecutionStream(IExecutionClient executions, TimeProvider clock, StreamBuffer output, Guid id)
{
    private static readonly TimeSpan CommentAfter = TimeSpan.FromSeconds(15);
    private static readonly EventRange Page = new();

    private EventId _after;

    /// <summary>
    /// Runs until the execution is complete, or gone, or the viewer is, or the host stops: then what is stored is brought
    /// to the end, for a drain ends when the last execution has, and its viewers wait for just that.
    /// </summary>
    public async Task RunAsync(EventId after, CancellationToken stopping, CancellationToken cancellation)
    {
        _after = after;
        bool ended = false;
        while (true)
        {
            IReadOnlyList<EventBatch> page = await executions.ReadEventsAsync(id, Page with { After = _after }, cancellation);
            if (await WriteAsync(page, cancellation))
                return;
            if (IsFull(page))
                continue;
            if (stopping.IsCancellationRequested && ended)
                return;
            if (page.Count == 0)
            {
                if (ended)
                    return;

                // A viewer of an execution that ended without an event must not wait forever
                ended = await HasEndedAsync(cancellation);
                if (ended)
                    continue;
            }

            ended |= !await WaitAsync(stopping, cancellation);
        }
    }

    /// <returns>Whether the execution is complete.</returns>
    private async ValueTask<bool> WriteAsync(IReadOnlyList<EventBatch> page, CancellationToken cancellation)
    {
        bool complete = false;
        foreach (EventBatch batch in page)
        {
            // The slowest viewer holds back nobody but itself, and a page is all it keeps in memory
            Write(batch);
            if (output.IsFull)
                await output.FlushAsync(cancellation);
            complete |= EventLines.EndsExecution(batch);
        }

        await output.FlushAsync(cancellation);
        return complete;
    }

    private void Write(EventBatch batch)
    {
        var lines = new EventLines(batch, _after);
        while (lines.Next())
            SseFormat.WriteEvent(output, lines.Id, lines.Json);
        if (_after.CompareTo(batch.Last) < 0)
            _after = batch.Last;
    }

    /// <returns>false when the host stops and nothing is to be waited for.</returns>
    private async Task<bool> WaitAsync(CancellationToken stopping, CancellationToken cancellation)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        try
        {
            await UntilEventsAsync(until.Token);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            // Ends a wait that nobody awaits any more
            await until.CancelAsync();
        }
    }

    private async Task UntilEventsAsync(CancellationToken cancellation)
    {
        Task events = executions.WaitForEventsAsync(id, _after, cancellation);
        while (!events.IsCompleted)
        {
            try
            {
                await events.WaitAsync(CommentAfter, clock, cancellation);
            }
            catch (TimeoutException)
            {
                output.Write(SseFormat.Comment);
                await output.FlushAsync(cancellation);
                if (await HasEndedAsync(cancellation))
                    return;
            }
        }

        await events;
    }

    private async Task<bool> HasEndedAsync(CancellationToken cancellation) =>
        await executions.FindAsync(id, cancellation) is not { } record || ExecutionTransitions.IsTerminal(record.State);

    private static bool IsFull(IReadOnlyList<EventBatch> page) =>
        page.Sum(batch => (long)batch.Payload.Length) >= Page.MaxBytes / 2;
}
