using Tinpot.Executions;

namespace Tinpot.Fleet;

/// <summary>Who lives, and what they can do.</summary>
internal interface IFleet
{
    /// <summary>The workers that showed themselves within their lease, in the order of their names.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be asked for.</exception>
    Task<IReadOnlyList<WorkerStatus>> WorkersAsync(CancellationToken cancellation);

    /// <summary>What is known of who has which actions, without asking anybody; as of a few seconds ago where others have them.</summary>
    FleetActions Actions { get; }
}
