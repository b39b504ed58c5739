namespace ExampleActions;

/// <summary>What the simulated actions do in place of work.</summary>
internal static class Simulation
{
    private static readonly TimeSpan StepLength = TimeSpan.FromSeconds(0.5);

    /// <summary>Says what would be done now, takes half a second over it, and stops at once when asked to.</summary>
    public static Task StepAsync(string line, CancellationToken cancel)
    {
        Console.WriteLine(line);
        return Task.Delay(StepLength, cancel);
    }
}
