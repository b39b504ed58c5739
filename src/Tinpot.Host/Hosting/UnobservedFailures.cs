using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tinpot.Hosting;

/// <summary>Logs failures of tasks that nothing awaited; the runtime would drop them without a word.</summary>
internal sealed partial class UnobservedFailures(ILogger<UnobservedFailures> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        TaskScheduler.UnobservedTaskException += Log;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        TaskScheduler.UnobservedTaskException -= Log;
        return Task.CompletedTask;
    }

    private void Log(object? sender, UnobservedTaskExceptionEventArgs failure)
    {
        // A cancelled task is not a failure
        if (failure.Exception.InnerExceptions.All(error => error is OperationCanceledException))
            return;
        LogUnobserved(failure.Exception.InnerExceptions[0].Message);
        LogStack(failure.Exception);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A task that nothing awaited failed: {Reason}")]
    private partial void LogUnobserved(string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A task that nothing awaited failed.")]
    private partial void LogStack(Exception error);
}
