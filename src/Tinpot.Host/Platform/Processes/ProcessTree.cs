namespace Tinpot.Platform.Processes;

/// <summary>Finds and ends what a process started, however it tried to get away: other groups, other sessions, dead parents.</summary>
internal static class ProcessTree
{
    /// <summary>Entered for reading by each kill, which stops processes before it ends them.</summary>
    private static readonly ReaderWriterLockSlim Killing = new();

    /// <summary>Everything alive that descends from a process, parents before their children.</summary>
    public static IReadOnlyList<ProcessEntry> Descendants(int root) =>
        [.. Below(root, ProcessStat.ReadAll()).Select(process => new ProcessEntry(process.Pid, process.Name))];

    /// <summary>
    /// Ends a process and everything that descends from it, leaves first and itself last: as long as it is there, what its
    /// descendants leave behind falls to it and is found. Does nothing when it is gone, or descends from another than this
    /// process, because then its number is somebody else's.
    /// </summary>
    /// <returns>How many descendants were killed.</returns>
    public static int Kill(int root) => Kill(root, Environment.ProcessId);

    internal static int Kill(int root, int ancestor)
    {
        if (!IsBelow(ancestor, root))
            return 0;
        List<ProcessStat> killed = KillAll(all => [.. all.Where(process => process.Pid == root), .. Below(root, all)]);
        return killed.Count(process => process.Pid != root);
    }

    /// <summary>Ends everything that this process started, and leaves itself.</summary>
    /// <returns>How many were killed.</returns>
    public static int KillDescendants() => KillAll(all => Below(Environment.ProcessId, all)).Count;

    /// <summary>
    /// Ends every process that has the mark of a child, and what descends from it: when a child is killed by somebody else,
    /// nothing else tells what it started.
    /// </summary>
    /// <returns>How many were killed.</returns>
    public static int KillMarked(string mark) => KillWhere(ProcessMark.Is(mark)).Count;

    /// <summary>Ends what a former host left, which is gone, and what descends from it.</summary>
    /// <returns>What was killed.</returns>
    public static IReadOnlyList<ProcessEntry> KillAbandoned(HostMark host) =>
        [.. KillWhere(ProcessMark.IsOfFormer(host)).Select(process => new ProcessEntry(process.Pid, process.Name))];

    /// <summary>Lets kills end that are under way, and no other begin. For a process that exits: what it has stopped could not end by itself.</summary>
    /// <param name="patience">How long it waits at most.</param>
    public static void EndKills(TimeSpan patience) => Killing.TryEnterWriteLock(patience);

    private static List<ProcessStat> KillWhere(Predicate<int> isMeant) => KillAll(all =>
    {
        HashSet<int> spared = SelfAndAncestors(all);
        List<ProcessStat> meant = all.FindAll(process => !process.IsZombie && !spared.Contains(process.Pid) && isMeant(process.Pid));
        return [.. meant.Concat(meant.SelectMany(process => Below(process.Pid, all))).DistinctBy(process => process.Pid)];
    });

    /// <summary>This process may itself have been started by an action.</summary>
    private static HashSet<int> SelfAndAncestors(List<ProcessStat> all)
    {
        Dictionary<int, int> parents = all.DistinctBy(process => process.Pid).ToDictionary(process => process.Pid, process => process.Parent);
        var line = new HashSet<int>();
        for (int pid = Environment.ProcessId; line.Add(pid) && parents.TryGetValue(pid, out int parent);)
            pid = parent;
        return line;
    }

    private static List<ProcessStat> KillAll(Func<List<ProcessStat>, List<ProcessStat>> choose)
    {
        // This process exits: what a child would be killed for, it does itself when its host is gone
        if (!Killing.TryEnterReadLock(TimeSpan.FromSeconds(10)))
            return [];
        try
        {
            List<ProcessStat> frozen = ProcessFreeze.Freeze(choose);
            for (int index = frozen.Count - 1; index >= 0; index--)
                Signals.Send(frozen[index].Pid, Signals.Kill);
            return frozen;
        }
        finally
        {
            Killing.ExitReadLock();
        }
    }

    /// <summary>Breadth first; zombies have nobody below them and are nobody.</summary>
    private static List<ProcessStat> Below(int root, List<ProcessStat> all)
    {
        ILookup<int, ProcessStat> children = all.Where(process => !process.IsZombie).ToLookup(process => process.Parent);
        var below = new List<ProcessStat>(children[root]);
        for (int index = 0; index < below.Count; index++)
            below.AddRange(children[below[index].Pid]);
        return below;
    }

    private static bool IsBelow(int ancestor, int pid)
    {
        while (pid > 1 && ProcessStat.Read(pid) is { } process)
        {
            if (process.Parent == ancestor)
                return true;
            pid = process.Parent;
        }

        return false;
    }
}
