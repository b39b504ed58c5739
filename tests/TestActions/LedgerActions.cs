using System.Text;
using Tinpot;

namespace TestActions;

/// <summary>The ledger is a file outside the store: what stands there has happened, whatever the store says.</summary>
[ActionGroup("Ledger")]
public static class LedgerActions
{
    /// <summary>Appends a line to a file, durable when it returns.</summary>
    [Action]
    public static void AppendLedger(string path, string text)
    {
        using (FileStream file = OpenAlone(path))
            file.Write(Encoding.UTF8.GetBytes(text + "\n"));
        Console.WriteLine(text);
    }

    // FileMode.Append looks for the end once, at opening: two at a time would write over each other.
    private static FileStream OpenAlone(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, 1, FileOptions.WriteThrough);
            }
            catch (IOException) when (File.Exists(path))
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>Writes its start to the ledger, waits for a file, writes its end.</summary>
    [Action]
    public static async Task HoldWithLedger(string ledger, string release, string text, CancellationToken cancellation)
    {
        AppendLedger(ledger, $"start {text}");
        while (!File.Exists(release))
            await Task.Delay(10, cancellation);
        AppendLedger(ledger, $"end {text}");
    }

    /// <summary>Writes its start to the ledger, works, writes its end: deaf to cancellation, dead only with its process.</summary>
    [Action]
    public static int WorkWithLedger(string ledger, string text, [Range(0, 60_000)] int milliseconds)
    {
        AppendLedger(ledger, $"start {text}");
        Thread.Sleep(milliseconds);
        AppendLedger(ledger, $"end {text}");
        return Environment.ProcessId;
    }

    /// <summary>Writes its start to the ledger and waits until it is stopped, which it writes there too.</summary>
    [Action]
    public static async Task StayWithLedger(string ledger, string text, CancellationToken cancellation)
    {
        AppendLedger(ledger, $"start {text}");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        finally
        {
            AppendLedger(ledger, $"stop {text}");
        }
    }
}
