using Microsoft.Extensions.Logging;

namespace Tinpot.Runtime;

/// <summary>Logs to the call the code is in, or to the call it was made for when the code lost its way (suppressed flow, foreign thread).</summary>
internal sealed class CallLogger(ActionExecution call) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && call.Run.Levels.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        ActionExecution target = ActionExecution.Current is { } current && current.Run == call.Run ? current : call;
        target.Sink.Log(logLevel, formatter(state, exception), exception);
    }
}
