using System.Runtime.CompilerServices;
using Tinpot;

namespace TestActions;

/// <summary>Code that takes its process along.</summary>
[ActionGroup("Crashing")]
public static class CrashActions
{
    /// <summary>Says a last word on standard error, then ends the process.</summary>
    [Action]
    public static void ExitProcess([Range(0, 255)] int code)
    {
        Console.Error.WriteLine($"leaving with {code}");
        Environment.Exit(code);
    }

    /// <summary>Gives a native library an address where nothing is.</summary>
    [Action]
    public static void CrashNatively()
    {
        Console.Error.WriteLine("about to crash");
        Libc.LengthOf(1);
    }

    /// <summary>As the system does that is out of memory, or an operator.</summary>
    [Action]
    public static void KillSelf([Range(1, 64)] int signal)
    {
        Libc.Kill(Environment.ProcessId, signal);
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Calls itself until the stack is full.</summary>
    [Action]
    public static int OverflowStack() => Overflow(0);

    /// <summary>Gives up as the runtime would.</summary>
    [Action]
    public static void FailFast(string message = "no way on") => Environment.FailFast(message);

    /// <summary>Throws where nobody catches.</summary>
    [Action]
    public static void ThrowOnThread(string message = "nobody catches this")
    {
        var thread = new Thread(() => throw new InvalidOperationException(message));
        thread.Start();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Takes memory on a thread of its own until the system gives no more.</summary>
    [Action]
    public static void ExhaustMemory([Range(1, 4_096)] int megabytes = 256)
    {
        Libc.LimitData(megabytes * 1024L * 1024L);
        new Thread(TakeAll).Start();
        Thread.Sleep(Timeout.Infinite);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Overflow(int depth) => Overflow(depth + 1) + depth;

    private static void TakeAll()
    {
        List<byte[]> taken = [];
        while (true)
            taken.Add(new byte[1024 * 1024]);
    }
}
