using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tinpot.Workers.Running;

namespace Tinpot.Host.Tests.Workers;

/// <summary>Keeps what the worker tells the operator.</summary>
internal sealed class RecordingLogger : RecordingLogger<Worker>;

/// <summary>Keeps what a part of the host tells the operator.</summary>
internal class RecordingLogger<TCategory> : ILogger<TCategory>
{
    public ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>Called with each message, on the thread that logs it.</summary>
    public Action<string>? OnMessage { get; set; }

    /// <summary>Waits until a message holds a text, at most a minute.</summary>
    public async Task UntilHasAsync(string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!Messages.Any(message => message.Contains(text, StringComparison.Ordinal)))
            await Task.Delay(5, deadline.Token);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string message = $"{logLevel} {formatter(state, exception)}";
        Messages.Enqueue(message);
        OnMessage?.Invoke(message);
    }
}
