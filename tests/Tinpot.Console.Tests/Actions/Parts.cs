namespace Tinpot.WebConsole.Tests.Actions;

/// <summary>Lets an action go on once its test has seen what it wrote so far.</summary>
public static class Parts
{
    public static SemaphoreSlim Next { get; } = new(0);
}
