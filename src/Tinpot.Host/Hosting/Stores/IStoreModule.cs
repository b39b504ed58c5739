using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Settings;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting.Stores;

/// <summary>
/// Everything of a host that depends on its store. There is one implementation for each store; <see cref="StoreModules"/>
/// chooses it. A module registers the services that only its store needs, in a static method of its own.
/// </summary>
internal interface IStoreModule
{
    /// <summary>The store in a log line, without a secret.</summary>
    string Name { get; }

    /// <summary>Where the data is, in a log line, without a secret.</summary>
    string Where { get; }

    /// <summary>The folder that holds all data; null if the data is not on a disk of this host.</summary>
    string? LocalFolder { get; }

    /// <summary>Distinguishes the child processes of this host from those of other hosts; the same at the next start of this host.</summary>
    string HostPlace { get; }

    IExecutionClient Executions { get; }

    IWorkSource Work { get; }

    /// <summary>The clock by which the store decides what is due.</summary>
    TimeProvider Time { get; }

    /// <summary>All actions that can be submitted, for a host that serves the API.</summary>
    IActionCatalog Catalog { get; }

    IActionLookup Lookup { get; }

    IFleet Fleet { get; }

    /// <summary>The work that this worker claims; null = all work, because the store has no other worker, and work of unknown actions fails.</summary>
    ServedWork? Serving { get; }

    /// <returns>Why a host with this store cannot have the role; null if it can.</returns>
    string? RefusalOf(HostRole role);
}
