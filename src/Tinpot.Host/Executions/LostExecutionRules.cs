namespace Tinpot.Executions;

/// <summary>
/// What happens to executions that their owners did not finish. The first rule of a list whose condition is met decides. Both
/// stores go by these lists: SQLite by the methods, Redis by scripts that get the lists as arguments.
/// </summary>
internal static class LostExecutionRules
{
    /// <summary>Its owner is gone.</summary>
    public static IReadOnlyList<LostExecutionRule> Loss { get; } =
    [
        new(LostExecutionCondition.CancelRequested, ExecutionOutcome.Revoked),
        new(LostExecutionCondition.TooManyCrashes, LostExecutionPolicy.Poison),
        new(LostExecutionCondition.AttemptsLeft, null),
        new(LostExecutionCondition.Always, LostExecutionPolicy.Lost),
    ];

    /// <summary>Its owner gives it back.</summary>
    public static IReadOnlyList<LostExecutionRule> Release { get; } =
    [
        new(LostExecutionCondition.CancelRequested, ExecutionOutcome.Revoked),
        new(LostExecutionCondition.NotBegun, null, AttemptCounts: false),
        new(LostExecutionCondition.AttemptsLeft, null),
        new(LostExecutionCondition.Always, LostExecutionPolicy.Shutdown),
    ];

    /// <param name="crashes">How many processes had died of it before.</param>
    public static LostExecutionRule AfterLoss(bool cancelRequested, int attempt, int retries, int crashes) => Loss.First(rule => rule.When switch
    {
        LostExecutionCondition.CancelRequested => cancelRequested,
        LostExecutionCondition.TooManyCrashes => crashes + 1 >= LostExecutionPolicy.MostCrashes,
        LostExecutionCondition.AttemptsLeft => attempt <= retries,
        LostExecutionCondition condition => condition == LostExecutionCondition.Always,
    });

    /// <param name="begun">Some of the action ran.</param>
    public static LostExecutionRule AfterRelease(bool cancelRequested, int attempt, int retries, bool begun) => Release.First(rule => rule.When switch
    {
        LostExecutionCondition.CancelRequested => cancelRequested,
        LostExecutionCondition.NotBegun => !begun,
        LostExecutionCondition.AttemptsLeft => attempt <= retries,
        LostExecutionCondition condition => condition == LostExecutionCondition.Always,
    });
}
