using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Tinpot.Actions.Arguments;
using Tinpot.Executions;
using Tinpot.Hosting;
using Tinpot.Platform;
using Tinpot.Platform.Json;
using Tinpot.Runtime;
using Tinpot.Security;
using Tinpot.Settings;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Output;
using Tinpot.Workers.Running;
using Tinpot.Workers.Stopping;

namespace Tinpot.Cli;

/// <summary>Runs one action with the runner the worker uses, without store and web server.</summary>
internal static class LocalRun
{
    /// <param name="parameters">They passed the checker.</param>
    public static async Task<int> ExecuteAsync(ActionDescriptor action, byte[] parameters, CompiledCatalog catalog, Terminal terminal)
    {
        using IHost? host = TryBuild(catalog, terminal);
        if (host is null)
            return ExitCode.Start;
        using var stop = new StopSignal();
        using PosixSignalRegistration interrupt = StopOn(PosixSignal.SIGINT, stop, terminal);
        using PosixSignalRegistration termination = StopOn(PosixSignal.SIGTERM, stop, terminal);
        ConsoleRedirect.Install();

        using JsonDocument given = JsonInput.Parse(parameters, JsonLimits.Value);
        CompleteArguments complete = ArgumentDocument.Complete(action, given.RootElement, mask: false);
        var execution = new ClaimedExecution
        {
            Lease = new Lease(ExecutionIdFactory.New(host.Services.GetRequiredService<TimeProvider>()), 1),
            Action = action.Name,
            Queue = action.Queue,
            ContractHash = action.ContractHash,
            Arguments = complete.Document,
            Secrets = complete.Secrets is { } secrets ? secrets : (ReadOnlyMemory<byte>?)null,
            RequestedBy = new Principal($"cli:{Environment.UserName}", Environment.UserName, "cli", []),
            Attempt = 1,
        };
        var printer = new EventPrinter(terminal, () => stop.Stop(StopReason.Cancel));
        ExecutionOutcome outcome = await host.Services.GetRequiredService<IActionRunner>()
            .RunAsync(execution, printer, stop).ConfigureAwait(false);
        printer.End();

        // The items of a stream are the only output on standard output: a program that reads them line by line does not expect a count
        if (outcome.Result is { } result)
            await (action.Item is null ? terminal.Out : terminal.Error).WriteLineAsync(TerminalJson.Show(result.Span)).ConfigureAwait(false);
        if (outcome.Error is { } error)
            await terminal.Error.WriteLineAsync($"{action.Name}: FAILURE ({error.Reason.ToString().ToLowerInvariant()}): {error.Message}").ConfigureAwait(false);
        if (outcome.State == ExecutionState.REVOKED)
            await terminal.Error.WriteLineAsync($"{action.Name}: cancelled").ConfigureAwait(false);
        return outcome.State switch
        {
            ExecutionState.SUCCESS => ExitCode.Success,
            ExecutionState.REVOKED => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
    }

    private static IHost? TryBuild(CompiledCatalog catalog, Terminal terminal)
    {
        try
        {
            return Build(catalog);
        }
        catch (Exception failure)
        {
            terminal.Error.WriteLine(StartFailure.Explain(failure));
            return null;
        }
    }

    /// <summary>Configuration and logging as <c>serve</c> has them, so that an action sees the same world.</summary>
    private static IHost Build(CompiledCatalog catalog)
    {
        var builder = new HostApplicationBuilder();
        HostLogging.Configure(builder.Logging, builder.Configuration);
        ConfiguredOptions configured = OptionReader.Read(
            builder.Configuration, CommandLineSettings.None.Values, builder.Environment.ContentRootPath);
        builder.Services.TryAddSingleton(SystemClock.Instance);
        builder.Services.AddSingleton(catalog);
        builder.Services.AddSingleton(configured.Options);
        builder.Services.AddRunner();
        // Nothing is stored, so nothing is cut off.
        builder.Services.AddSingleton(new RunnerOptions(long.MaxValue, configured.Options.ResultLimit));
        return builder.Build();
    }

    /// <summary>The first signal asks the action to stop; a second one stops without waiting.</summary>
    private static PosixSignalRegistration StopOn(PosixSignal signal, StopSignal stop, Terminal terminal) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (stop.Reason != StopReason.None)
                Environment.Exit(ExitCode.Cancelled);
            terminal.Error.WriteLine("Cancelling. Ctrl-C again stops at once.");
            stop.Stop(StopReason.Cancel);
        });
}
