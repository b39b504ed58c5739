using Tinpot.Platform.Processes;
using static Tinpot.Host.Tests.Platform.Processes.ShellProcess;

namespace Tinpot.Host.Tests.Platform.Processes;

/// <summary>Against real processes that want to live.</summary>
public sealed class ProcessTreeTests
{
    [Fact]
    public void Descendants_are_told_with_their_names_parents_first_and_without_the_dead()
    {
        using var shell = new ShellProcess($"true & sh -c '{Sleep} & wait' & exec {Sleep}");

        IReadOnlyList<ProcessEntry> found = shell.UntilDescendants(2);
        Until(() => ProcessTree.Descendants(shell.Id).Count == 2, "The dead one is counted.");

        Assert.Equal(["sh", "sleep"], ProcessTree.Descendants(shell.Id).Select(process => process.Name));
        Assert.NotEmpty(found);
    }

    [Fact]
    public void The_whole_tree_is_killed_in_other_sessions_and_deaf_to_signals_too()
    {
        using var shell = new ShellProcess(
            $"trap '' TERM HUP INT; {Sleep} & setsid sh -c 'trap \"\" TERM; setsid {Sleep} & wait' & sh -c 'trap \"\" TERM; {Sleep} & wait' & wait");
        IReadOnlyList<ProcessEntry> descendants = shell.UntilDescendants(5);

        int killed = ProcessTree.Kill(shell.Id);

        Assert.Equal(5, killed);
        UntilGone(descendants.Select(process => process.Pid));
        Assert.Equal(128 + Signals.Kill, shell.ExitCode());
    }

    [Fact]
    public void Nobody_escapes_by_starting_others_all_the_time()
    {
        using var shell = new ShellProcess($"n=0; while [ $n -lt 1000 ]; do {Sleep} & n=$((n+1)); done; wait");
        shell.UntilDescendants(20);

        Assert.True(ProcessTree.Kill(shell.Id) >= 20);
        shell.ExitCode();

        Assert.Equal(0, ProcessTree.KillMarked(shell.Mark));
    }

    [Fact]
    public void A_process_that_is_stopped_already_is_killed()
    {
        using var shell = new ShellProcess($"{Sleep} & kill -STOP $!; kill -STOP $$");
        int descendant = Assert.Single(shell.UntilDescendants(1)).Pid;

        Assert.Equal(1, ProcessTree.Kill(shell.Id));

        UntilGone(descendant);
        shell.ExitCode();
    }

    [Fact]
    public void A_process_that_is_gone_or_somebody_elses_is_left_alone()
    {
        using var shell = new ShellProcess("true");
        using var stranger = new ShellProcess($"exec {Sleep}");
        shell.ExitCode();

        Assert.Equal(0, ProcessTree.Kill(shell.Id));
        Assert.Equal(0, ProcessTree.Kill(1));
        Assert.Equal(0, ProcessTree.Kill(Environment.ProcessId));
        // As the orphan of another host would be; an orphan of this process falls to it when it keeps orphans
        Assert.Equal(0, ProcessTree.Kill(stranger.Id, ancestor: shell.Id));

        Assert.True(IsAlive(stranger.Id));
        Assert.False(ProcessStat.Read(stranger.Id)!.Value.IsStopped);
    }

    [Fact]
    public void Orphans_in_other_sessions_are_found_by_their_mark_with_those_below_them_that_lost_it()
    {
        using var shell = new ShellProcess(
            $"(setsid sh -c 'env -i {Sleep} & echo $!; wait' &); (setsid {Sleep} >/dev/null & echo $!)");
        int[] orphans = [shell.ReadNumber(), shell.ReadNumber()];
        shell.ExitCode();
        Until(() => ProcessStat.Read(orphans[0])?.Name == "sleep", "It keeps its environment.");

        Assert.Equal(3, ProcessTree.KillMarked(shell.Mark));

        UntilGone(orphans);
    }

    [Fact]
    public void Only_the_whole_mark_in_its_own_variable_counts()
    {
        string mark = Guid.NewGuid().ToString("n");
        using var longer = new ShellProcess(Sleep, mark: mark + "0");
        using var shorter = new ShellProcess(Sleep, mark: mark[..^1]);
        using var elsewhere = new ShellProcess($"OTHER_{ProcessMark.Variable}={mark} exec {Sleep}", mark: "else" + mark);
        Until(() => ProcessTree.Descendants(Environment.ProcessId).Any(process => process.Pid == elsewhere.Id && process.Name == "sleep"), "No sleep.");

        Assert.Equal(0, ProcessTree.KillMarked(mark));

        Assert.All([longer, shorter, elsewhere], shell => Assert.True(IsAlive(shell.Id)));
        Assert.Throws<ArgumentException>(() => ProcessTree.KillMarked(""));
    }

    [Theory]
    [InlineData("7 (sh) S 3 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 99 0", "sh", 'S', 3)]
    [InlineData("7 (a) R 1 (b) Z 3 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 99 0", "a) R 1 (b", 'Z', 3)]
    public void A_name_may_look_like_the_rest_of_the_line(string line, string name, char state, int parent) =>
        Assert.Equal(new ProcessStat(7, name, state, parent, Threads: 1, Started: 99), ProcessStat.Parse(line));

    [Fact]
    public void A_dead_first_thread_is_no_dead_process()
    {
        ProcessStat process = ProcessStat.Parse("7 (x) Z 3 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 2 0 99 0")!.Value;

        Assert.False(process.IsZombie);
    }
}
