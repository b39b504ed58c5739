using System.Diagnostics;
using System.Runtime.InteropServices;
using Tinpot;

namespace TestActions;

/// <summary>Code that cannot be talked into stopping.</summary>
[ActionGroup("Stubborn")]
public static class StubbornActions
{
    /// <summary>Takes a whole processor and never looks up.</summary>
    [Action]
    public static void Spin()
    {
        Console.WriteLine("up");
        while (true)
        {
        }
    }

    /// <summary>Sleeps and is never woken.</summary>
    [Action]
    public static void SleepForEver()
    {
        Console.WriteLine("up");
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Takes SIGTERM for itself, says so, and goes on.</summary>
    [Action]
    public static void TrapTerminate()
    {
        using var trap = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            Console.WriteLine("trapped");
        });
        Console.WriteLine("up");
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Waits for a child that waits for a grandchild; both ignore SIGTERM.</summary>
    [Action]
    public static void DeafFamily() => Shells.Run("""
        trap '' TERM INT HUP
        sh -c 'echo up; while :; do sleep 1; done'
        """).WaitForExit();

    /// <summary>Keeps starting processes that start processes, each of them deaf.</summary>
    [Action]
    public static void ForkWithoutEnd() => Shells.Run("""
        trap '' TERM INT HUP
        echo up
        while :; do (sleep 0.2; sleep 0.2 & sleep 0.1) & sleep 0.02; done
        """).WaitForExit();

    /// <summary>Starts a daemon that forked twice, has a session of its own and keeps the output open; then waits to be stopped, or returns.</summary>
    [Action]
    public static async Task StartDaemon(bool stay = true, CancellationToken cancellation = default)
    {
        using Process parent = Shells.Run("""
            ( setsid sh -c 'trap "" TERM INT HUP; echo up; while :; do sleep 1; done' & )
            """);
        await parent.WaitForExitAsync(cancellation);
        if (stay)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
    }
}
