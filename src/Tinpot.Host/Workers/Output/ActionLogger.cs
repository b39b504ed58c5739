using Microsoft.Extensions.Logging;

namespace Tinpot.Workers.Output;

/// <summary>Logs to the current call, or to the host's log where there is none.</summary>
internal sealed class ActionLogger(ILogger host) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => ActionExecution.Current is null ? host.BeginScope(state) : null;

    public bool IsEnabled(LogLevel logLevel) =>
        logLevel != LogLevel.None && (ActionExecution.Current is not null || host.IsEnabled(logLevel));

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (ActionExecution.Current is { } execution)
            execution.Sink.Log(logLevel, formatter(state, exception), exception);
        else
            host.Log(logLevel, eventId, state, exception, formatter);
    }
}
