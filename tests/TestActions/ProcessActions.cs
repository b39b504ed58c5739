using Tinpot;

namespace TestActions;

[ActionGroup("Processes")]
public static class ProcessActions
{
    /// <summary>Returns the number of the process it runs in.</summary>
    [Action]
    public static int TellProcess() => Environment.ProcessId;

    /// <summary>Returns which of the names are set in the environment of the process it runs in.</summary>
    [Action]
    public static string[] TellEnvironment(string[] names) => [.. names.Where(name => Environment.GetEnvironmentVariable(name) is not null)];

    /// <summary>Says which of these variables native code passes on to what it starts.</summary>
    [Action]
    public static string[] TellNativeEnvironment(string[] names) => [.. names.Where(name => Libc.Variable(name) != 0)];

    /// <summary>Keeps so much memory until the process ends.</summary>
    [Action]
    public static int KeepMemory([Range(1, 2_048)] int megabytes)
    {
        byte[] kept = GC.AllocateUninitializedArray<byte>(megabytes * 1024 * 1024, pinned: true);
        Array.Fill(kept, (byte)1);
        new Thread(() =>
        {
            Thread.Sleep(Timeout.Infinite);
            GC.KeepAlive(kept);
        })
        { IsBackground = true }.Start();
        return Environment.ProcessId;
    }
}
