using Microsoft.Extensions.Logging;

namespace Tinpot.Workers.Invocation;

/// <summary>A logger that is made when something is logged.</summary>
internal sealed class DeferredLogger(Func<ILogger> create) : ILogger
{
    private readonly Lazy<ILogger> _logger = new(create);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => _logger.Value.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => _logger.Value.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logger.Value.Log(logLevel, eventId, state, exception, formatter);
}
