using System.Text.Json.Nodes;

namespace Tinpot.Actions;

/// <summary>
/// Starts and follows executions from own code in the same process: a controller, a hosted service, a message handler.
/// What it starts is checked, stored, run and shown like everything else.
/// </summary>
/// <remarks>Every method throws <see cref="Executions.StoreUnavailableException"/> while the store cannot be reached.</remarks>
public interface IActionClient
{
    /// <summary>Submits an execution. When this returns it is stored and will reach a terminal state.</summary>
    /// <param name="action">Name of the action, <c>clean_cache</c>.</param>
    /// <param name="parameters">Parameters by name; null = none.</param>
    /// <param name="options">Who asks, when, and how often; null = at once, in the name of the code.</param>
    /// <param name="cancellation">Stops waiting for the store; what was stored stays.</param>
    /// <returns>Id of the execution, a UUIDv7.</returns>
    /// <exception cref="ActionRejectedException">Unknown action, wrong parameters, full queue, a limit that is reached, or an idempotency key used for something else.</exception>
    Task<Guid> SubmitAsync(string action, JsonObject? parameters = null, SubmitOptions? options = null, CancellationToken cancellation = default);

    /// <summary>Where an execution stands; null when there is none of that id (any more).</summary>
    Task<ActionStatus?> GetAsync(Guid executionId, CancellationToken cancellation = default);

    /// <summary>Waits until an execution has ended.</summary>
    /// <exception cref="KeyNotFoundException">There is no execution of that id (any more).</exception>
    Task<ActionStatus> WaitAsync(Guid executionId, CancellationToken cancellation = default);

    /// <summary>Cancels what waits, and asks what runs to stop.</summary>
    /// <returns>false when it had ended, or there is none of that id.</returns>
    Task<bool> CancelAsync(Guid executionId, CancellationToken cancellation = default);
}
