using Tinpot;

namespace TestActions;

[ActionGroup("Waiting")]
public static class WaitingActions
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Says that it holds, and waits until a file exists or it is cancelled.</summary>
    [Action]
    public static async Task HoldUntilFile(string path, CancellationToken cancellation)
    {
        Console.WriteLine("holding");
        while (!File.Exists(path))
            await Task.Delay(Pause, cancellation);
        Console.WriteLine("released");
    }

    /// <summary>As the one above, on a blocked thread and deaf to cancellation.</summary>
    [Action]
    public static void HoldStubbornly(string path)
    {
        Console.WriteLine("holding");
        while (!File.Exists(path))
            Thread.Sleep(Pause);
        Console.WriteLine("released");
    }

    /// <summary>Sleeps until it is over or cancelled, whatever comes first.</summary>
    [Action]
    public static Task Sleep([Range(0, 86_400)] double seconds, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);

    /// <summary>Says why it was stopped, then obeys.</summary>
    [Action]
    public static async Task TellWhy(ActionExecution execution)
    {
        Console.WriteLine("waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, execution.Cancellation.Token);
        }
        finally
        {
            Console.WriteLine($"stopped by {execution.Cancellation.Reason}");
        }
    }

    /// <summary>Returns although it was cancelled.</summary>
    [Action]
    public static async Task<string> IgnoreCancel(CancellationToken cancellation)
    {
        Console.WriteLine("waiting");
        var stopped = new TaskCompletionSource();
        await using (cancellation.Register(stopped.SetResult))
            await stopped.Task;
        return "done all the same";
    }
}
