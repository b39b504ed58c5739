using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Processes;

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
            // What children are given all the same is no secret from them
            EnvironmentBlock.Erase(name => ChildEnvironment.IsSecret(name) && !options.ChildEnvironment.Contains(name));
            if (options.Diagnostics)
                return;
            CurrentProcess.Hide();
        }
        catch (IOException error)
        {
            LogOpen(error.Message);
        }

        if (DiagnosticPort.IsOpen)
            LogPort(DiagnosticPort.Variable, DiagnosticPort.Off);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The memory and the environment of this process stay readable for other processes of this user, actions included: {Reason}")]
    private partial void LogOpen(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "The diagnostic port of .NET is open: processes of this user, actions included, can read this process over it. Set {Variable}={Off} in the host's environment to close it, or TINPOT_DIAGNOSTICS=true to keep it.")]
    private partial void LogPort(string variable, string off);
}
