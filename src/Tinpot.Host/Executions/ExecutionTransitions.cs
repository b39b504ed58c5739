namespace Tinpot.Executions;

/// <summary>One allowed change of state.</summary>
/// <param name="By">What changes it.</param>
internal readonly record struct ExecutionTransition(ExecutionState From, TransitionCause By, ExecutionState To);

/// <summary>
/// The one table of allowed changes of state. Both stores guard with it and the contract suite walks it; a state
/// without a row of its own is terminal and never changes.
/// </summary>
internal static class ExecutionTransitions
{
    /// <summary>The states a submission may begin in.</summary>
    public static IReadOnlyList<ExecutionState> Initial { get; } = [ExecutionState.SCHEDULED, ExecutionState.PENDING];

    /// <summary>Every allowed change.</summary>
    public static IReadOnlyList<ExecutionTransition> All { get; } =
    [
        new(ExecutionState.SCHEDULED, TransitionCause.Due, ExecutionState.PENDING),
        new(ExecutionState.SCHEDULED, TransitionCause.Cancel, ExecutionState.REVOKED),
        new(ExecutionState.PENDING, TransitionCause.Claim, ExecutionState.STARTED),
        new(ExecutionState.PENDING, TransitionCause.Cancel, ExecutionState.REVOKED),
        new(ExecutionState.STARTED, TransitionCause.Finish, ExecutionState.SUCCESS),
        new(ExecutionState.STARTED, TransitionCause.Finish, ExecutionState.FAILURE),
        new(ExecutionState.STARTED, TransitionCause.Finish, ExecutionState.REVOKED),
        new(ExecutionState.STARTED, TransitionCause.Finish, ExecutionState.RETRY),
        // A cancel of running work only asks; its owner ends it.
        new(ExecutionState.STARTED, TransitionCause.Cancel, ExecutionState.STARTED),
        // Given back or lost after a cancel request it must not run again, so it ends REVOKED.
        new(ExecutionState.STARTED, TransitionCause.Release, ExecutionState.PENDING),
        new(ExecutionState.STARTED, TransitionCause.Release, ExecutionState.FAILURE),
        new(ExecutionState.STARTED, TransitionCause.Release, ExecutionState.REVOKED),
        new(ExecutionState.STARTED, TransitionCause.Loss, ExecutionState.PENDING),
        new(ExecutionState.STARTED, TransitionCause.Loss, ExecutionState.FAILURE),
        new(ExecutionState.STARTED, TransitionCause.Loss, ExecutionState.REVOKED),
        new(ExecutionState.RETRY, TransitionCause.Due, ExecutionState.PENDING),
        new(ExecutionState.RETRY, TransitionCause.Cancel, ExecutionState.REVOKED),
    ];

    /// <summary>Whether the table has the row.</summary>
    public static bool Allows(ExecutionState from, TransitionCause by, ExecutionState to) =>
        Table[Index(from, by, to)];

    /// <summary>The state never changes again.</summary>
    public static bool IsTerminal(ExecutionState state) => Terminal[(int)state];

    /// <summary>It has not started, or waits for another attempt: nobody owns it.</summary>
    public static bool IsWaiting(ExecutionState state) => !IsTerminal(state) && state != ExecutionState.STARTED;

    private const int States = (int)ExecutionState.REVOKED + 1;
    private const int Causes = (int)TransitionCause.SetAside + 1;

    private static readonly bool[] Table = BuildTable();
    private static readonly bool[] Terminal =
        [.. Enumerable.Range(0, States).Select(state => All.All(row => (int)row.From != state))];

    private static bool[] BuildTable()
    {
        var table = new bool[States * Causes * States];
        foreach (ExecutionTransition row in All)
            table[Index(row.From, row.By, row.To)] = true;
        return table;
    }

    private static int Index(ExecutionState from, TransitionCause by, ExecutionState to) =>
        ((int)from * Causes + (int)by) * States + (int)to;
}
