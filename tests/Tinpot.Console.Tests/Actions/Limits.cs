namespace Tinpot.WebConsole.Tests.Actions;

[ActionGroup("Limits")]
public static class Limits
{
    /// <summary>Fail at first.</summary>
    [Action(TimeoutSeconds = 90, Retries = 1)]
    public static int SucceedLater()
    {
        int attempt = ActionExecution.Current!.Attempt;
        Parts(attempt);
        return attempt == 1 ? throw new InvalidOperationException("The door is <b>stuck</b>.") : attempt;
    }

    /// <summary>Is called.</summary>
    [Action(TimeoutSeconds = 600, Isolation = Isolation.Process), MaxConcurrent(2, Key = nameof(attempt), WhenFull = WhenFull.Reject)]
    public static void Parts(int attempt) => Console.WriteLine($"Pushing for the {attempt}. time");
}
