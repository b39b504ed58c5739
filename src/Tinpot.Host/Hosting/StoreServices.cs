using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Hosting.Checks;
using Tinpot.Platform;
using Tinpot.Settings.Checks;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis;
using Tinpot.Stores.Redis.Connecting;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Stores.Sqlite;
using Tinpot.Telemetry;

namespace Tinpot.Hosting;

/// <summary>Registers the store: a file of this process, or a Redis that many share.</summary>
/// <remarks>Opening blocks once, while the host starts: what needs the store is made by constructors, which cannot wait.</remarks>
internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddSingleton(OpenEmbedded);
        services.AddSingleton(Url);
        services.AddSingleton(OpenConnectionLog);
        services.AddSingleton(provider => RedisConnection
            .OpenAsync(provider.GetRequiredService<RedisUrl>().Settings, provider.GetRequiredService<ConnectionLog>()).GetAwaiter().GetResult());
        services.AddSingleton(provider => new ServerWatchOptions(
            provider.GetRequiredService<RedisUrl>().Redacted, provider.Options().RedisStrict));
        services.AddSingleton<FleetIdentity>();
        services.AddSingleton(provider => new UnreadableEntries(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<UnreadableEntries>>(),
            provider.GetRequiredService<ExecutionMetrics>().Unreadable));
        services.AddSingleton(OpenRedis);
        services.AddMetrics();
        services.TryAddSingleton<ExecutionMetrics>();
        services.AddSingleton<IExecutionClient>(provider => new ObservedExecutionClient(
            provider.IsShared() ? provider.GetRequiredService<RedisStore>() : provider.GetRequiredService<SqliteStore>(),
            provider.GetRequiredService<ExecutionMetrics>(),
            provider.GetRequiredService<StoreHealth>()));
        services.AddSingleton<IWorkSource>(provider => new ObservedWorkSource(
            provider.IsShared() ? provider.GetRequiredService<RedisStore>() : provider.GetRequiredService<SqliteStore>(),
            provider.GetRequiredService<ExecutionMetrics>(),
            provider.GetRequiredService<StoreHealth>()));
        services.AddSingleton(provider => new StoreHealth(
            provider.IsShared() ? $"Redis at {provider.GetRequiredService<RedisUrl>().Redacted}" : $"The store in {provider.Options().DataFolder}",
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StoreHealth>>()));
        services.AddSingleton<IReadinessCheck, StoreCheck>();
        services.AddSingleton<IReadinessCheck, DiskCheck>();
        services.AddHostedService<StoreProbe>();
        services.AddHostedService<QueueGauges>();
        services.AddShared<ServerWatch>();
        return services;
    }

    /// <summary>Whether other processes have the same store.</summary>
    public static bool IsShared(this IServiceProvider provider) => provider.Options().RedisUrl is not null;

    /// <summary>By which the store decides what is due; where others have it too, not this host's own.</summary>
    public static TimeProvider StoreTime(this IServiceProvider provider) =>
        provider.IsShared() ? provider.GetRequiredService<RedisStore>().Time : provider.GetRequiredService<TimeProvider>();

    /// <summary>Adds a service that only hosts of a fleet need.</summary>
    public static void AddShared<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(
        this IServiceCollection services) where TService : class, IHostedService
    {
        services.AddSingleton<TService>();
        services.AddSingleton<IHostedService>(provider =>
            provider.IsShared() ? provider.GetRequiredService<TService>() : new NullHostedService());
    }

    private static ConnectionLog OpenConnectionLog(IServiceProvider provider)
    {
        var log = new ConnectionLog(
            provider.GetRequiredService<RedisUrl>().Redacted,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ConnectionLog>>());
        log.Connected += provider.GetRequiredService<ExecutionMetrics>().Connected;
        return log;
    }

    private static TinpotOptions Options(this IServiceProvider provider) => provider.GetRequiredService<TinpotOptions>();

    private static SqliteStore OpenEmbedded(IServiceProvider provider)
    {
        TinpotOptions options = provider.Options();
        return SqliteStore.OpenAsync(new SqliteStoreOptions
        {
            Folder = options.DataFolder,
            RetentionDays = options.RetentionDays,
            RetentionCount = options.RetentionCount,
            QueueLimit = options.QueueLimit,
            TimeProvider = provider.GetRequiredService<TimeProvider>(),
            Logger = provider.GetRequiredService<ILogger<SqliteStore>>(),
            Loops = provider.GetRequiredService<SupervisedLoops>(),
            OnUnreadable = provider.GetRequiredService<ExecutionMetrics>().Unreadable,
        }).GetAwaiter().GetResult();
    }

    /// <exception cref="StartException">It is none; the text is not repeated, for it may hold a password.</exception>
    private static RedisUrl Url(IServiceProvider provider) => RedisUrl.TryParse(provider.Options().RedisUrl!, out RedisUrl? url, out string? must)
        ? url
        : throw new StartException($"REDIS_URL {must}.");

    private static RedisStore OpenRedis(IServiceProvider provider)
    {
        TinpotOptions options = provider.Options();
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
            },
            provider.GetRequiredService<RedisConnection>(),
            provider.GetRequiredService<FleetIdentity>().Instance);
    }
}
