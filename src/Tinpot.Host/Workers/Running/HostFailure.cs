using Microsoft.Extensions.Hosting;
using Tinpot.Settings;

namespace Tinpot.Workers.Running;

/// <summary>Stops the host because a part of it cannot go on, and has logged why.</summary>
internal sealed class HostFailure(IHostApplicationLifetime lifetime)
{
    private volatile bool _happened;

    public bool Happened => _happened;

    public void StopHost()
    {
        _happened = true;
        // For a Main that returns nothing: a service manager must see that the program failed
        Environment.ExitCode = ExitCode.Failed;
        lifetime.StopApplication();
    }
}
