using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Actions;
using Tinpot.Hosting.Limits;
using Tinpot.Hosting.Stores;
using Tinpot.Platform.Reflection;
using Tinpot.Security;
using Tinpot.Settings;

namespace Tinpot.Hosting;

/// <summary>What a host says once it has started.</summary>
internal static partial class StartLines
{
    /// <summary>In a program that only serves actions.</summary>
    public static void Write(IServiceProvider services)
    {
        ILogger logger = WriteActions(services);
        string root = services.GetRequiredService<TinpotOptions>().RootPath;
        foreach (string address in ListenGuard.Bound(services))
            LogListening(logger, address, root);
    }

    /// <summary>In any program: its server tells itself where it listens.</summary>
    public static ILogger WriteActions(IServiceProvider services)
    {
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(OptionTable.Section);
        TinpotOptions options = services.GetRequiredService<TinpotOptions>();
        foreach (string warning in services.GetRequiredService<ConfiguredOptions>().Warnings)
            LogWarning(logger, warning);
        if (VaultKey.Warning(options) is { } readable)
            LogWarning(logger, readable);
        if (services.GetRequiredService<DescriptorBudget>().Warning() is { } tooFew)
            LogWarning(logger, tooFew);
        IActionCatalog catalog = services.GetRequiredService<IActionCatalog>();
        bool runsActions = services.GetRequiredService<HostInfo>().Role != HostRole.Api;
        foreach (string unused in runsActions ? UnusedNames.Of(catalog, options) : [])
            LogWarning(logger, unused);

        int actions = catalog.Names.Count;
        string where = services.Store().Where;
        string slots = runsActions
            ? string.Create(CultureInfo.InvariantCulture, $"{options.Concurrency} at a time {Place(services)}")
            : "run by workers";
        LogActions(logger, HostAssembly.Version, actions, actions == 1 ? "action" : "actions", slots, where);
        return logger;
    }

    private static string Place(IServiceProvider services) =>
        services.GetRequiredService<IsolationChoice>().Standard == Isolation.Process ? "in child processes" : "in this process";

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening on {Address}{RootPath}")]
    private static partial void LogListening(ILogger logger, string address, string rootPath);

    [LoggerMessage(Level = LogLevel.Information, Message = "Tinpot {Version}: {Count} {Actions}, {Slots}; data in {Where}")]
    private static partial void LogActions(ILogger logger, string version, int count, string actions, string slots, string where);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);
}
