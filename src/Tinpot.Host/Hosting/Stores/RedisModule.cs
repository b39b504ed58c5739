using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Hosting.Checks;
using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Settings;
using Tinpot.Settings.Checks;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Telemetry;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting.Stores;

/// <summary>The store is a Redis that the hosts of a fleet share.</summary>
internal sealed class RedisModule(IServiceProvider provider) : IStoreModule
{
    private readonly TinpotOptions _options = provider.GetRequiredService<TinpotOptions>();

    public string Name => $"Redis at {Where}";

    public string Where => provider.GetRequiredService<RedisUrl>().Redacted;

    public string? LocalFolder => null;

    /// <summary>Hosts of other fleets may run the same program on this machine.</summary>
    public string HostPlace => $"{provider.GetRequiredService<ChildProgram>().Path} {Where} {_options.RedisPrefix}";

    public IExecutionClient Executions => provider.GetRequiredService<RedisStore>();

    public IWorkSource Work => provider.GetRequiredService<RedisStore>();

    public TimeProvider Time => provider.GetRequiredService<RedisStore>().Time;

    public IActionCatalog Catalog => provider.GetRequiredService<FleetCatalog>();

    public IActionLookup Lookup => provider.GetRequiredService<FleetCatalog>();

    public IFleet Fleet => new SharedFleet(provider.GetRequiredService<IFleetRegistry>(), provider.GetRequiredService<FleetCatalog>());

    public ServedWork? Serving
    {
        get
        {
            var catalog = provider.GetRequiredService<LocalCatalog>();
            return new ServedWork(catalog.LanesOf(_options.Queues, _options.Groups), catalog.Hash);
        }
    }

    public static void Register(IServiceCollection services, HostRole role)
    {
        AddConnection(services);
        services.AddSingleton(provider => new UnreadableEntries(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<UnreadableEntries>>(),
            provider.GetRequiredService<ExecutionMetrics>().Unreadable));
        services.AddSingleton(Open);
        services.AddSingleton<IFleetRegistry>(provider => new RedisFleetRegistry(
            provider.GetRequiredService<RedisConnection>(),
            provider.GetRequiredService<RedisStore>().Shards,
            provider.GetRequiredService<TinpotOptions>().Lease,
            provider.GetRequiredService<UnreadableEntries>()));
        services.AddHostedFor<RedisModule, ServerWatch>();
        services.AddReadinessCheck("redis", provider => provider.Store() is RedisModule, provider => new RedisCheck(provider.GetRequiredService<ServerWatch>()));
        services.AddHostedFor<RedisModule, FleetStartChecks>();
        if (role != HostRole.Worker)
        {
            bool runsActions = role != HostRole.Api;
            services.AddSingleton(provider => new FleetCatalog(
                provider.GetRequiredService<IFleetRegistry>(),
                runsActions ? provider.GetRequiredService<CompiledCatalog>() : null,
                runsActions ? provider.GetRequiredService<LocalCatalog>() : null,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<UnreadableEntries>()));
            services.AddHostedFor<RedisModule, FleetWatch>();
        }

        if (role != HostRole.Api)
            services.AddHostedFor<RedisModule, Heartbeats>();
    }

    public string? RefusalOf(HostRole role) => null;

    private static void AddConnection(IServiceCollection services)
    {
        services.AddSingleton(Url);
        services.AddSingleton(OpenConnectionLog);
        services.AddSingleton(provider => RedisConnection
            .OpenAsync(provider.GetRequiredService<RedisUrl>().Settings, provider.GetRequiredService<ConnectionLog>()).GetAwaiter().GetResult());
        services.AddSingleton(provider => new ServerWatchOptions(
            provider.GetRequiredService<RedisUrl>().Redacted, provider.GetRequiredService<TinpotOptions>().RedisStrict));
    }

    /// <exception cref="StartException">The setting is not a URL of Redis. The message does not repeat it, because it may contain a password.</exception>
    private static RedisUrl Url(IServiceProvider provider) =>
        RedisUrl.TryParse(provider.GetRequiredService<TinpotOptions>().RedisUrl!, out RedisUrl? url, out string? must)
            ? url
            : throw new StartException($"REDIS_URL {must}.");

    private static ConnectionLog OpenConnectionLog(IServiceProvider provider)
    {
        var log = new ConnectionLog(
            provider.GetRequiredService<RedisUrl>().Redacted,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ConnectionLog>>());
        log.Connected += provider.GetRequiredService<ExecutionMetrics>().Connected;
        return log;
    }

    private static RedisStore Open(IServiceProvider provider)
    {
        TinpotOptions options = provider.GetRequiredService<TinpotOptions>();
        if (!FleetPrefix.IsValid(options.RedisPrefix))
            throw new StartException($"TINPOT_REDIS_PREFIX {FleetPrefix.Must}.");
        return new RedisStore(
            new RedisStoreOptions
            {
                Lease = options.Lease,
                RetentionDays = options.RetentionDays,
                RetentionCount = options.RetentionCount,
                QueueLimit = options.QueueLimit,
                Prefix = options.RedisPrefix,
                Tidying = provider.GetRequiredService<SupervisedLoops>().Create(
                    "retention of the store", provider.GetRequiredService<ILogger<RedisStore>>(), longestPause: TimeSpan.FromMinutes(1)),
                Unreadable = provider.GetRequiredService<UnreadableEntries>(),
                Local = provider.GetRequiredService<TimeProvider>(),
            },
            provider.GetRequiredService<RedisConnection>(),
            provider.GetRequiredService<FleetIdentity>().Instance);
    }
}
