using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>Takes every log entry, as a host of its own does, and keeps none: requests that are logged have an activity.</summary>
internal sealed class Listening : ILoggerProvider, ILogger
{
    public static void Add(IServiceCollection services) => services.AddSingleton<ILoggerProvider, Listening>();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
    }

    public void Dispose()
    {
    }
}
