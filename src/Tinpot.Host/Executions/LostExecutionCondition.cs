namespace Tinpot.Executions;

/// <summary>When a <see cref="LostExecutionRule"/> applies.</summary>
internal enum LostExecutionCondition
{
    Always,

    /// <summary>Somebody has asked to cancel it.</summary>
    CancelRequested,

    /// <summary>As many processes have died of it as may, this time included.</summary>
    TooManyCrashes,

    /// <summary>None of the action ran in this attempt.</summary>
    NotBegun,

    /// <summary>It may be attempted again.</summary>
    AttemptsLeft,
}
