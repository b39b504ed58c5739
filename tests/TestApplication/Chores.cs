using Tinpot;

namespace TestApplication;

/// <summary>Actions of an application.</summary>
public static class Chores
{
    /// <summary>Says in which process it runs, and who asked.</summary>
    [Action]
    public static string Tell() => $"{Environment.ProcessId} {ActionExecution.Current!.RequestedBy}";
}
