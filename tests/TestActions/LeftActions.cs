using System.Buffers.Binary;
using System.Diagnostics;
using Tinpot;

namespace TestActions;

/// <summary>Code that an action leaves in its process, where it spoils what comes next.</summary>
[ActionGroup("Left")]
public static class LeftActions
{
    /// <summary>Leaves code that ends the process later.</summary>
    [Action]
    public static int EndLater(string how, [Range(0, 60_000)] int milliseconds = 500)
    {
        switch (how)
        {
            case "timer":
                _ = new Timer(_ => throw new InvalidOperationException("late"), null, milliseconds, Timeout.Infinite);
                break;
            case "thread":
                Later(milliseconds, () => throw new InvalidOperationException("late"));
                break;
            case "void":
                ThrowAsync(milliseconds);
                break;
            case "exit":
                Later(milliseconds, () => Environment.Exit(0));
                break;
            case "native":
                Later(milliseconds, () => CrashActions.CrashNatively());
                break;
            case "fail_fast":
                Later(milliseconds, () => Environment.FailFast("late"));
                break;
            default:
                throw new ArgumentException(how);
        }

        return Environment.ProcessId;
    }

    /// <summary>Prints a line later.</summary>
    /// <param name="raw">Past the console, as native code does.</param>
    [Action]
    public static void PrintLater([Range(0, 60_000)] int milliseconds = 500, bool raw = false) => _ = Task.Run(async () =>
    {
        await Task.Delay(milliseconds);
        if (raw)
            Libc.WriteAll(1, "printed late\n"u8);
        else
            Console.WriteLine("printed late");
    });

    /// <summary>Sends bytes to the host as if the runtime did.</summary>
    [Action]
    public static int SendFrames(string[] frames)
    {
        foreach (string frame in frames)
            Libc.WriteAll(Control(), Convert.FromHexString(frame));
        return Environment.ProcessId;
    }

    /// <summary>Prints a line while nothing can be sent to the host, and takes no notice of what it gets for that.</summary>
    [Action]
    public static int PrintIntoNothing()
    {
        int control = Control(), kept = Libc.Duplicate(control);
        using (Microsoft.Win32.SafeHandles.SafeFileHandle full = File.OpenHandle("/dev/full", access: FileAccess.Write))
            Libc.DuplicateTo((int)full.DangerousGetHandle(), control);
        try
        {
            Console.WriteLine("nobody gets this");
        }
        catch (IOException)
        {
            // As careless code does
        }
        finally
        {
            Libc.DuplicateTo(kept, control);
            Libc.Close(kept);
        }

        return Environment.ProcessId;
    }

    /// <summary>Leaves a handler that keeps the runtime from ending a process in which nobody catches an exception.</summary>
    [Action]
    public static int KeepProcess()
    {
        AppDomain.CurrentDomain.UnhandledException += static (_, _) => Thread.Sleep(Timeout.Infinite);
        return Environment.ProcessId;
    }

    /// <summary>Throws where nobody catches, and goes on.</summary>
    [Action]
    public static async Task<int> ThrowAside([Range(0, 60_000)] int milliseconds = 500, CancellationToken cancellation = default)
    {
        ThrowAsync(1);
        await Task.Delay(milliseconds, cancellation);
        return Environment.ProcessId;
    }

    /// <summary>Interrupts the thread on which the next action begins.</summary>
    /// <param name="milliseconds">So long it goes on with that after its end; 0 = it does so once, before.</param>
    [Action]
    public static int InterruptThread([Range(0, 60_000)] int milliseconds = 0)
    {
        Thread own = Thread.CurrentThread;
        if (milliseconds == 0)
            own.Interrupt();
        else
            Later(100, () => InterruptWhile(own, since => since.ElapsedMilliseconds < milliseconds));
        return Environment.ProcessId;
    }

    /// <summary>Waits until it is stopped, while the thread on which it began is interrupted again and again.</summary>
    [Action]
    public static async Task WaitInterrupted(CancellationToken cancellation)
    {
        Thread own = Thread.CurrentThread;
        // What is interrupted must not be this action itself
        await Task.Yield();
        Later(0, () => InterruptWhile(own, _ => !cancellation.IsCancellationRequested));
        Console.WriteLine("waiting");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
    }

    private static void InterruptWhile(Thread thread, Func<Stopwatch, bool> goesOn)
    {
        for (var since = Stopwatch.StartNew(); goesOn(since); Thread.Yield())
            thread.Interrupt();
    }

    /// <summary>Leads the pipe to the host elsewhere, as code does that closes a descriptor twice.</summary>
    /// <param name="all">Also the descriptor that the runtime keeps of it; then goes on.</param>
    [Action]
    public static void LeaveHost(bool all = false)
    {
        int control = Control();
        string? target = new FileInfo($"/proc/self/fd/{control}").LinkTarget;
        Libc.DuplicateTo(0, control);
        if (!all)
            return;
        foreach (string path in Directory.GetFiles("/proc/self/fd").Where(path => new FileInfo(path).LinkTarget == target))
            Libc.DuplicateTo(0, int.Parse(Path.GetFileName(path)));
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Leaves a thread that says again and again that whatever runs has ended.</summary>
    [Action]
    public static int ForgeEnd([Range(1, 10_000)] int times = 200)
    {
        byte[] end = Frame(27, """{"outcome":"succeeded","result":"FORGED","left_processes":false}"""u8);
        new Thread(() =>
        {
            for (int i = 0; i < times; i++)
            {
                Thread.Sleep(10);
                Libc.WriteAll(Control(), end);
            }
        })
        { IsBackground = true }.Start();
        return Environment.ProcessId;
    }

    private static byte[] Frame(byte kind, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[13 + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        frame[4] = kind;
        payload.CopyTo(frame.AsSpan(13));
        return frame;
    }

    private static void Later(int milliseconds, Action code) => new Thread(() =>
    {
        Thread.Sleep(milliseconds);
        code();
    }).Start();

    private static async void ThrowAsync(int milliseconds)
    {
        await Task.Delay(milliseconds);
        throw new InvalidOperationException("late");
    }

    /// <summary>The pipe that can be written to and whose other end is not in this process.</summary>
    private static int Control() => Directory.EnumerateFiles("/proc/self/fd")
        .Select(path => (Number: int.Parse(Path.GetFileName(path)), Target: new FileInfo(path).LinkTarget))
        .Where(one => one.Target?.StartsWith("pipe:", StringComparison.Ordinal) == true)
        .GroupBy(one => one.Target, one => one.Number)
        .Where(pipe => !pipe.Contains(1) && pipe.All(IsForWriting))
        .Select(pipe => pipe.Max())
        .First();

    /// <summary>And is closed when a program is executed.</summary>
    private static bool IsForWriting(int descriptor) =>
        File.ReadLines($"/proc/self/fdinfo/{descriptor}").Any(line => line.StartsWith("flags:", StringComparison.Ordinal) && line.EndsWith("2000001", StringComparison.Ordinal));
}
