using Tinpot;

namespace TestActions;

/// <summary>Actions with a time limit, and with attempts.</summary>
[ActionGroup("Limits")]
public static class LimitActions
{
    /// <summary>Never looks up; a second is all it has.</summary>
    [Action(Timeout = "1s")]
    public static void SpinTooLong() => StubbornActions.Spin();

    /// <summary>Says why it was stopped, then obeys; a second is all it has.</summary>
    [Action(Timeout = "1s")]
    public static Task TellWhyTooLong(ActionExecution execution) => WaitingActions.TellWhy(execution);

    /// <summary>Writes to the ledger that it is tried, and takes its process along until it has been tried so many times.</summary>
    [Action(Retries = 2)]
    public static int CrashUntil(string ledger, [Range(1, 10)] int attempt)
    {
        LedgerActions.AppendLedger(ledger, "tried");
        int tried = File.ReadAllLines(ledger).Length;
        if (tried < attempt)
            Libc.Kill(Environment.ProcessId, 9);
        return tried;
    }

    /// <summary>Writes to the ledger that it is tried, and takes its process along, every time.</summary>
    [Action(Retries = 100)]
    public static void CrashAlways(string ledger)
    {
        LedgerActions.AppendLedger(ledger, "tried");
        Libc.Kill(Environment.ProcessId, 9);
    }

    /// <summary>Writes to the ledger that it is tried, and holds until a file exists, deaf to everything.</summary>
    [Action(Retries = 1)]
    public static void HoldWithRetry(string ledger, string release)
    {
        LedgerActions.AppendLedger(ledger, "tried");
        WaitingActions.HoldStubbornly(release);
    }
}
