namespace Tinpot.Platform.Processes;

/// <summary>Stops processes before they are killed, so that none starts another behind the back of who looks for them.</summary>
internal static class ProcessFreeze
{
    /// <summary>What hangs in the kernel stops late or never; it is killed all the same.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Looks and stops until a look finds nobody new and everybody stopped. Without that a process that starts others all
    /// the time is always one ahead.
    /// </summary>
    /// <param name="choose">Picks from all processes the ones to stop.</param>
    /// <returns>Those that can be signalled, in the order of the choice.</returns>
    public static List<ProcessStat> Freeze(Func<List<ProcessStat>, List<ProcessStat>> choose)
    {
        long started = SystemClock.Instance.GetTimestamp();
        var stopped = new Dictionary<int, ProcessStat>();
        while (true)
        {
            List<ProcessStat> chosen = choose(ProcessStat.ReadAll());
            List<ProcessStat> fresh = chosen.FindAll(process => !(stopped.TryGetValue(process.Pid, out ProcessStat known) && known.IsSame(process)));
            foreach (ProcessStat process in fresh.Where(Stop))
                stopped[process.Pid] = process;
            List<ProcessStat> frozen = chosen.FindAll(process => stopped.ContainsKey(process.Pid));
            bool settled = fresh.Count == 0 && frozen.TrueForAll(process => process.IsStopped);
            if (settled || SystemClock.Instance.GetElapsedTime(started) > Timeout)
                return frozen;
            if (fresh.Count == 0)
                Thread.Sleep(1);
        }
    }

    /// <returns>false when it may not be signalled, or has ended and its number is another's by now, who goes on.</returns>
    private static bool Stop(ProcessStat process)
    {
        if (!Signals.Send(process.Pid, Signals.Stop))
            return false;
        if (ProcessStat.Read(process.Pid) is not { } now)
            return false;
        if (now.IsSame(process))
            return true;
        Signals.Send(process.Pid, Signals.Continue);
        return false;
    }
}
