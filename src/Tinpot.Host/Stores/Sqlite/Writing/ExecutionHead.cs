using Tinpot.Executions;

namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>What a change of state needs to know of an execution.</summary>
internal readonly record struct ExecutionHead(
    long Seq, Guid Id, ExecutionState State, long Fence, int Attempt, int Retries, bool CancelRequested, string Queue, string Group)
{
    public const string Columns = "seq, id, state, fence, attempt, retries, cancel_requested, queue, grp";

    public static ExecutionHead Read(Statement row) => new(
        row.Int64(0), row.Guid(1), row.State(2), row.Int64(3), row.Int32(4), row.Int32(5), row.Int64(6) != 0, row.Text(7), row.Text(8));

    /// <summary>The guard in front of every change.</summary>
    /// <exception cref="InvalidOperationException">The table of transitions does not have the change.</exception>
    public void Guard(TransitionCause by, ExecutionState to)
    {
        if (!ExecutionTransitions.Allows(State, by, to))
            throw new InvalidOperationException($"Execution {Id} is {State}; {by} cannot make it {to}.");
    }
}
