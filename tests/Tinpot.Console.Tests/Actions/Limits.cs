namespace Tinpot.WebConsole.Tests.Actions;

[ActionGroup("Limits")]
public static class Limits
{
    /// <summary>Fail at first.</summary>
    [Action(Timeout = "90s", Retries = 1)]
    public static int SucceedLater()
    {
        int attempt = ActionExecution.Current!.Attempt;
        Parts(attempt);
        return attempt == 1 ? throw new InvalidOperationException("The door is <b>stuck</b>.") : attempt;
    }

    /// <summary>Is called.</summary>
    [Action(Timeout = "10m", Isolation = Isolation.Process), MaxConcurrent(2, Key = nameof(attempt), WhenFull = WhenFull.Reject)]
    public static void Parts(int attempt) => Console.WriteLine($"Pushing for the {attempt}. time");
}
