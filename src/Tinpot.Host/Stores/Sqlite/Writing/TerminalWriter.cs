using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Writes a terminal state and the <c>complete</c> event; the secrets go.</summary>
internal sealed class TerminalWriter(WriteSession session)
{
    private readonly Statement _end = session.Statements[
        """
        UPDATE executions SET state = ?, fence = ?, finished_at = ?, error = ?, result = ?, secrets = NULL,
          duration_ms = coalesce(?, max(? - started_at, 0))
        WHERE seq = ?
        """];

    /// <param name="fence">The owner's own fence, or a higher one when somebody else ends it.</param>
    /// <param name="tail">Where the events end.</param>
    public void Run(ExecutionHead head, TransitionCause by, ExecutionOutcome outcome, long fence, EventTail tail)
    {
        head.Guard(by, outcome.State);
        _end.Add(outcome.State).Add(fence).Add(session.Now)
            .AddText(outcome.Error is { } error ? ExecutionErrorJson.Write(error) : default(ReadOnlyMemory<byte>?))
            .AddText(outcome.Result).Add((long?)outcome.Duration?.TotalMilliseconds).Add(session.Now).Add(head.Seq).Run();
        session.Events.Append(head.Seq, tail, tail.Next(fence), buffer =>
            ExecutionEvents.WriteComplete(
                buffer, outcome.State, outcome.Result is { } result ? result.Span : default, outcome.Error));
        session.Changed(new WrittenTransition(head.Id, head.Queue, head.Group, session.Limits.Of(head.Seq), by, head.State, outcome.State));
    }
}
