using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Configuration;
using Tinpot.Executions.Redis;
using Tinpot.Hosting.Limits;
using Tinpot.Reflection;

namespace Tinpot.Hosting;

/// <summary>What a host says once it listens.</summary>
internal static partial class StartLines
{
    public static void Write(IServiceProvider services)
    {
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(OptionTable.Section);
        TinpotOptions options = services.GetRequiredService<TinpotOptions>();
        foreach (string warning in services.GetRequiredService<ConfiguredOptions>().Warnings)
            LogWarning(logger, warning);
        if (services.GetRequiredService<DescriptorBudget>().Warning() is { } tooFew)
            LogWarning(logger, tooFew);
        int actions = services.GetRequiredService<IActionCatalog>().Names.Count;
        string where = services.IsShared() ? services.GetRequiredService<RedisUrl>().Redacted : options.DataFolder;
        string slots = services.GetRequiredService<ThisHost>().Role == HostRole.Api
            ? "run by workers"
            : string.Create(CultureInfo.InvariantCulture, $"{options.Concurrency} at a time");
        LogActions(logger, HostAssembly.Version, actions, actions == 1 ? "action" : "actions", slots, where);
        foreach (string address in ListenGuard.Bound(services))
            LogListening(logger, address, options.RootPath);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Address}{RootPath}")]
    private static partial void LogListening(ILogger logger, string address, string rootPath);

    [LoggerMessage(Level = LogLevel.Information, Message = "Tinpot {Version}: {Count} {Actions}, {Slots}; data in {Where}")]
    private static partial void LogActions(ILogger logger, string version, int count, string actions, string slots, string where);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);
}
