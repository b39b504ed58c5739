using Microsoft.Extensions.Logging;

namespace Tinpot.Workers.Output;

/// <summary>Makes the loggers of the actions' own services.</summary>
/// <param name="host">The host's logging, for what actions log outside an execution.</param>
internal sealed class ActionLoggerProvider(ILoggerFactory host) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ActionLogger(host.CreateLogger(categoryName));

    public void Dispose()
    {
        // The host's logging is the host's.
    }
}
