using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Platform.Processes;

namespace Tinpot.Hosting;

/// <summary>Closes the host to other processes of the same user, which actions are: its environment, its memory, its descriptors.</summary>
internal sealed partial class HostPrivacy(TinpotOptions options, ILogger<HostPrivacy> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsLinux())
            Close();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Close()
    {
        try
        {
            // A variable that children get anyway does not need to be hidden from them
            EnvironmentBlock.Erase(name => ChildEnvironment.IsSecret(name) && !options.ChildEnvironment.Contains(name));
            if (options.Diagnostics)
                return;
            CurrentProcess.Hide();
            DiagnosticPort.Close();
        }
        catch (Exception error)
        {
            LogOpen(error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Other processes of this user, including actions, can read the memory and the environment of this process: {Reason}")]
    private partial void LogOpen(string reason);
}
