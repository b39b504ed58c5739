using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Win32.SafeHandles;
using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Platform.Reflection;
using Tinpot.Runtime;
using Tinpot.Settings;
using Tinpot.Telemetry;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Output;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>The life of a child process: it runs actions for the host that started it, and for nobody else.</summary>
internal static class ChildMain
{
    /// <param name="catalog">Asked when the console is safe: code of the program may run for it.</param>
    public static int Run(string[] args, Func<CompiledCatalog> catalog, IConfiguration? configuration)
    {
        if (!OperatingSystem.IsLinux() || ChildArguments.Parse(args) is not { } arguments || !ChildDescriptors.AreControl())
        {
            Console.Error.WriteLine(
                $"'{ChildArguments.Command}' is an internal command with which a host starts a child process. Use 'run <action>' to run an action.");
            return ExitCode.Usage;
        }

        // Before all else: whatever touches the console from now on must not find the control channel there
        (SafeFileHandle input, SafeFileHandle output) = ChildDescriptors.Take();
        if (!CurrentProcess.IsNumberedInProc)
        {
            Console.Error.WriteLine("The process numbers in /proc are those of another namespace: TINPOT_CHILD_WRAPPER must mount a separate /proc (bwrap: --proc /proc).");
            return ExitCode.Start;
        }

        RuntimeSettings.Withdraw();
        LeaveParent();
        ChildLimits.Apply(arguments);
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            EndAll();
        });
        // The host says more than these signals do: why, and how long there is
        using PosixSignalRegistration term = Ignore(PosixSignal.SIGTERM);
        using PosixSignalRegistration interrupt = Ignore(PosixSignal.SIGINT);
        using PosixSignalRegistration quit = Ignore(PosixSignal.SIGQUIT);
        BrokenPipes.Handle();
        try
        {
            Serve(catalog(), configuration, input, output);
        }
        catch (IOException)
        {
            // The host is gone
        }

        EndAll();
        return ExitCode.Success;
    }

    private static void Serve(CompiledCatalog catalog, IConfiguration? configuration, SafeFileHandle input, SafeFileHandle output)
    {
        ConsoleRedirect.Install();
        DistributedContextPropagator.Current = new ActionPropagator(DistributedContextPropagator.Current);
        using var surroundings = new ChildSurroundings(configuration);
        var services = new ActionServices(catalog, surroundings.Build);
        using var sender = new FrameSender(output, int.MaxValue);
        new CrashWatch(sender).Install();
        // Its thread is there before it greets: a child that cannot have one must not be given an execution
        var session = new ChildSession(new ActionCode(catalog, services, ProgramRules.InChild, SystemClock.Instance), services, input, sender);
        sender.Open().Send(new HelloMessage(ChildProtocol.LowestVersion, ChildProtocol.HighestVersion, CatalogBuild.Of(catalog)));
        session.Run();
    }

    private static void LeaveParent()
    {
        int parent = CurrentProcess.Parent;
        CurrentProcess.LeadSession();
        CurrentProcess.AdoptOrphans();
        CurrentProcess.SignalOnParentDeath(Signals.Hangup);
        if (CurrentProcess.Parent != parent)
            EndAll();
    }

    /// <summary>Everything that was started here, then this process, whatever its threads are at.</summary>
    public static void EndAll(int exitCode = ExitCode.Success)
    {
        ProcessCreationFilter.Install();
        ProcessTree.KillDescendants();
        CurrentProcess.Exit(exitCode);
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = true);
}
