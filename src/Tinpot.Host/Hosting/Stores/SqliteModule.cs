using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Platform;
using Tinpot.Runtime;
using Tinpot.Settings;
using Tinpot.Stores.Sqlite;
using Tinpot.Telemetry;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting.Stores;

/// <summary>The store is a file of this process, which is the only one that uses it.</summary>
internal sealed class SqliteModule(IServiceProvider provider) : IStoreModule
{
    private readonly TinpotOptions _options = provider.GetRequiredService<TinpotOptions>();

    public string Name => $"The store in {_options.DataFolder}";

    public string Where => _options.DataFolder;

    public string? LocalFolder => _options.DataFolder;

    public string HostPlace => _options.DataFolder;

    public IExecutionClient Executions => provider.GetRequiredService<SqliteStore>();

    public IWorkSource Work => provider.GetRequiredService<SqliteStore>();

    public TimeProvider Time => provider.GetRequiredService<TimeProvider>();

    public IActionCatalog Catalog => provider.GetRequiredService<CompiledCatalog>();

    public IActionLookup Lookup => new CatalogLookup(provider.GetRequiredService<CompiledCatalog>());

    public IFleet Fleet => new EmbeddedFleet(provider.GetRequiredService<LocalWorker>(), provider.GetRequiredService<LocalCatalog>());

    public ServedWork? Serving => null;

    public static void Register(IServiceCollection services) => services.AddSingleton(Open);

    public string? RefusalOf(HostRole role) => role == HostRole.Serve
        ? null
        : $"`{RoleNames.Of(role)}` shares its work with other hosts through Redis: set REDIS_URL, such as redis://localhost:6379. Without Redis, use `{RoleNames.Default}`, which runs everything in one process.";

    /// <remarks>Opening blocks once, while the host starts: the constructors that need the store cannot wait.</remarks>
    private static SqliteStore Open(IServiceProvider provider)
    {
        TinpotOptions options = provider.GetRequiredService<TinpotOptions>();
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
}
