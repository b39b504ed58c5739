using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Actions;

/// <summary>Where an execution stands.</summary>
/// <param name="ExecutionId">Its id.</param>
/// <param name="Action">Name of the action.</param>
/// <param name="State">The state; SUCCESS, FAILURE and REVOKED are final.</param>
/// <param name="Result">What the action returned; null when it returned nothing or has not succeeded.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
public sealed record ActionStatus(Guid ExecutionId, string Action, ExecutionState State, JsonElement? Result, ActionError? Error)
{
    /// <summary>It has ended.</summary>
    public bool Ready => State is ExecutionState.SUCCESS or ExecutionState.FAILURE or ExecutionState.REVOKED;
}
