using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Pool;

/// <summary>
/// Ends what outlived a former host: the children end by themselves when their host does, but not one that is stopped by a
/// signal, and not what a child started that was killed together with its host.
/// </summary>
/// <param name="source">Not used: while it is open no other host has the data folder.</param>
internal sealed partial class AbandonedProcesses(HostMark host, IWorkSource source, ILogger<AbandonedProcesses> logger) : IHostedService
{
    private const int MostNamed = 10;

    private readonly IWorkSource _source = source;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = _source;
        try
        {
            IReadOnlyList<ProcessEntry> killed = ProcessTree.KillAbandoned(host);
            if (killed.Count > 0)
                LogKilled(killed.Count, string.Join(", ", killed.Take(MostNamed).Select(one => $"{one.Name} ({one.Pid})")) + (killed.Count > MostNamed ? ", …" : ""));
        }
        catch (Exception error)
        {
            // A host that cannot look at other processes can still do its work
            LogFailed(error);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orphaned processes of a former host were still running and are killed ({Count}): {Names}.")]
    private partial void LogKilled(int count, string names);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search for orphaned processes of a former host failed.")]
    private partial void LogFailed(Exception error);
}
