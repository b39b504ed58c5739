using System.Runtime.Versioning;
using Tinpot.Platform.Processes;

namespace Tinpot.Runtime.Shells;

/// <summary>A program and all its descendants, remembered when they are first seen: after the end of their parents they belong to another process.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ShellTree(int root)
{
    private readonly Dictionary<int, ProcessStat> _seen = [];

    /// <summary>Remembers all of them, and asks them to end.</summary>
    /// <param name="signalled">Another process has sent them SIGTERM.</param>
    public void Terminate(bool signalled)
    {
        List<ProcessStat> living = Look(ProcessStat.ReadAll());
        if (!signalled)
            Send(Signals.Terminate, living);
    }

    /// <summary>Ends all of them, stopping each first so that none starts another meanwhile.</summary>
    public void Kill() => Send(Signals.Kill, ProcessFreeze.Freeze(Look));

    /// <summary>Whether any of those that were seen is still there; a zombie is not.</summary>
    public bool IsAlive() => _seen.Values.Any(process => ProcessStat.Read(process.Pid) is { IsZombie: false } now && now.IsSame(process));

    /// <returns>All of them that live, parents first.</returns>
    private List<ProcessStat> Look(List<ProcessStat> all)
    {
        all.RemoveAll(process => process.IsZombie);
        if (_seen.Count == 0)
            Remember(all.FindAll(process => process.Pid == root));
        ILookup<int, ProcessStat> children = all.ToLookup(process => process.Parent);
        List<ProcessStat> living = all.FindAll(IsSeen);
        for (int index = 0; index < living.Count; index++)
        {
            List<ProcessStat> fresh = [.. children[living[index].Pid].Where(process => !IsSeen(process))];
            Remember(fresh);
            living.AddRange(fresh);
        }

        return living;
    }

    private void Remember(List<ProcessStat> processes)
    {
        foreach (ProcessStat process in processes)
            _seen[process.Pid] = process;
    }

    /// <summary>Its number alone is used again.</summary>
    private bool IsSeen(ProcessStat process) => _seen.TryGetValue(process.Pid, out ProcessStat seen) && seen.IsSame(process);

    private static void Send(int signal, List<ProcessStat> processes)
    {
        // One that ended meanwhile, or is not ours to end, is passed over
        foreach (ProcessStat process in processes)
            _ = Signals.Send(process.Pid, signal);
    }
}
