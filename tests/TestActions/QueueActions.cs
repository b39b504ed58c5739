using Tinpot;

namespace TestActions;

/// <summary>On a queue of their own.</summary>
[ActionGroup("Graphics", Queue = "gpu")]
public static class QueueActions
{
    /// <summary>Says who ran it.</summary>
    [Action]
    public static int Draw() => Environment.ProcessId;

    /// <summary>As the one above, for another group.</summary>
    [Action(Group = "Video")]
    public static int Render() => Environment.ProcessId;
}
