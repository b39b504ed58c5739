using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Actions.Arguments;
using Tinpot.Executions;
using Tinpot.Settings;

namespace Tinpot.Fleet;

/// <summary>What must hold of a host that shares its store, looked at when it starts.</summary>
internal sealed partial class FleetStartChecks(HostInfo host, TinpotOptions options, LocalCatalog catalog, ILogger<FleetStartChecks> logger) : IHostedService
{
    /// <summary>A claim looks into each lane; with more of them it costs the server more than it should.</summary>
    private const int MostLanes = 30;

    /// <exception cref="StartException">The host could not do what it is there for.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        bool keyless = options is { Key: null, KeyFile: null };
        if (host.Role == HostRole.Api)
        {
            if (keyless)
                LogKeyless();
            return Task.CompletedTask;
        }

        if (keyless && catalog.Actions.All.FirstOrDefault(action => SecretArguments.HoldsSecrets(action.Parameters)) is { } secretive)
        {
            throw new StartException(
                $"Action '{secretive.Name}' has a secret parameter, and hosts that share a Redis must share the key that encrypts its values: "
                + "set TINPOT_KEY or TINPOT_KEY_FILE to the same key for all of them; `openssl rand -hex 32` creates one.");
        }

        IReadOnlyList<Lane> lanes = catalog.LanesOf(options.Queues, options.Groups);
        if (lanes.Count == 0)
            LogIdle();
        if (lanes.Count > MostLanes)
            LogWide(lanes.Count, MostLanes);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "This host uses its own key, because neither TINPOT_KEY nor TINPOT_KEY_FILE is set: actions with secret parameters cannot be run through this host, and other hosts do not recognise its Idempotency-Keys.")]
    private partial void LogKeyless();

    [LoggerMessage(Level = LogLevel.Warning, Message = "This worker has no action in the queues and groups that it serves (QUEUES, ACTION_GROUPS), so it has no work.")]
    private partial void LogIdle();

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "This worker serves {Lanes} combinations of queue and group; beyond {Most} each claim is slow. Split it into several workers with QUEUES or ACTION_GROUPS.")]
    private partial void LogWide(int lanes, int most);
}
