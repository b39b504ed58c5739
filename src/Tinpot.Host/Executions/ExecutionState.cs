namespace Tinpot.Executions;

/// <summary>Where an execution stands. The names in JSON and in the store are those of the members.</summary>
public enum ExecutionState
{
    /// <summary>Waits for its time.</summary>
    SCHEDULED,

    /// <summary>Waits for a worker.</summary>
    PENDING,

    /// <summary>Runs.</summary>
    STARTED,

    /// <summary>Waits for its next attempt.</summary>
    RETRY,

    /// <summary>Ended well; final.</summary>
    SUCCESS,

    /// <summary>Ended badly; final.</summary>
    FAILURE,

    /// <summary>Was cancelled; final.</summary>
    REVOKED,
}
