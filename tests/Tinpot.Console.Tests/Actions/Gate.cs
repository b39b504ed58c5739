namespace Tinpot.WebConsole.Tests.Actions;

/// <summary>What holds an action until its test lets it go.</summary>
public static class Gate
{
    private static readonly TaskCompletionSource Opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static void Open() => Opened.TrySetResult();

    /// <summary>Go on in spite of a cancel.</summary>
    [Action(Group = "Troubles")]
    public static async Task IgnoreCancel()
    {
        Console.WriteLine("Busy");
        await Opened.Task;
    }
}
