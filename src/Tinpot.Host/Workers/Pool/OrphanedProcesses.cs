using Microsoft.Extensions.Logging;
using Tinpot.Platform.Processes;
using Tinpot.Runtime;

namespace Tinpot.Workers.Pool;

/// <summary>Processes that an action started and left running when it ended.</summary>
internal static class OrphanedProcesses
{
    private const int MostNamed = 10;

    /// <summary>Ends them with the child, and says so: nothing that belongs to an execution outlives it.</summary>
    public static void Kill(Child child, ICallSink log)
    {
        IReadOnlyList<ProcessEntry> left = ProcessTree.Descendants(child.Id);
        child.Kill();
        if (left.Count == 0)
            return;
        string names = string.Join(", ", left.Take(MostNamed).Select(process => $"{process.Name} ({process.Pid})"));
        log.Log(
            LogLevel.Warning,
            $"It left {left.Count} {(left.Count == 1 ? "process" : "processes")} running: {names}{(left.Count > MostNamed ? ", …" : "")}. "
            + "They are killed. An action must wait for everything that it starts; start services with the system's service manager.",
            null);
    }
}
