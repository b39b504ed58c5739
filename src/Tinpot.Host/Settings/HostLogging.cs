using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Tinpot.Platform;

namespace Tinpot.Settings;

/// <summary>What the host itself logs: a line each, to stderr, for stdout belongs to results.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging, IConfigurationBuilder configuration)
    {
        // Lowest of all sources, so that appsettings.json and the environment can ask for more.
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:LogLevel:Default", "Information"),
                new("Logging:LogLevel:Microsoft", "Warning"),
                // It logs why a start failed with a stack trace; we say that in a sentence.
                new("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "Critical"),
            ],
        });
        logging.ClearProviders();
        logging.Services.TryAddSingleton(SystemClock.Instance);
        logging.Services.AddSingleton<ConsoleFormatter, LineFormatter>();
        logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
    }
}
