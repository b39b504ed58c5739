using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Platform.Processes;
using Tinpot.Settings;

namespace Tinpot.Hosting;

/// <summary>
/// What the second and third signal to stop mean. The first is the application's: it drains. A user who sends a second does not
/// want to wait for running work, but for how it ended to be written down; the third leaves everything as it is.
/// </summary>
internal sealed partial class StopSignals(ForcedStop urgency, ILogger<StopSignals> logger) : IHostedService
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            _registrations.Add(PosixSignalRegistration.Create(signal, Take));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        return Task.CompletedTask;
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                LogDraining();
                break;
            case 2:
                LogHurrying();
                // Not on the thread of signals, which has the third to take
                ThreadPool.UnsafeQueueUserWorkItem(static urgency => urgency.Request(), urgency, preferLocal: false);
                break;
            default:
                ProcessTree.EndKills(TimeSpan.FromSeconds(2));
                Environment.Exit(ExitCode.Cancelled);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: running work may finish. A second signal (Ctrl-C) kills it at once.")]
    private partial void LogDraining();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping at once: running work is killed. A third signal exits at once without storing results.")]
    private partial void LogHurrying();
}
