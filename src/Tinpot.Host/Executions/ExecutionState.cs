namespace Tinpot.Executions;

/// <summary>Where an execution stands. The names in JSON and in the store are those of the members.</summary>
internal enum ExecutionState
{
    SCHEDULED,
    PENDING,
    STARTED,
    RETRY,
    SUCCESS,
    FAILURE,
    REVOKED,
}
