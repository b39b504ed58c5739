using Tinpot.Platform.Processes;
using Tinpot.Workers.Protocol;
using static Tinpot.Host.Tests.Platform.Processes.ShellProcess;

namespace Tinpot.Host.Tests.Platform.Processes;

/// <summary>Whose processes are whose, told by marks and tags.</summary>
public sealed class HostMarkTests
{
    private readonly HostMark _host = HostMark.Of($"/data/{Guid.NewGuid():n}");

    [Fact]
    public void A_mark_names_its_host()
    {
        string mark = _host.NewChild();

        Assert.Equal(_host, HostMark.TryParse(mark));
        Assert.NotEqual(mark, _host.NewChild());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef.1.x.1.0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef.1.-1.1.0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef.1.1.1.short")]
    public void Other_texts_name_none(string text)
    {
        Assert.Null(HostMark.TryParse(text));
        Assert.Null(ProcessTag.Of(text));
    }

    [Fact]
    public void A_host_succeeds_one_of_its_place_that_is_gone_and_no_other()
    {
        Assert.False(_host.Succeeds(_host));
        Assert.True(_host.Succeeds(_host with { Started = _host.Started + 1 }));
        Assert.False(_host.Succeeds(_host with { Started = _host.Started + 1, Place = "0123456789abcdef" }));
        Assert.False(_host.Succeeds(_host with { Started = _host.Started + 1, Namespace = "1" }));
        Assert.False(_host.Succeeds(_host with { Pid = 0 }));
    }

    [Fact]
    public void A_process_that_has_ended_and_was_not_asked_about_is_gone()
    {
        using var shell = new ShellProcess("(exit 0) & echo $!; exec " + Sleep);
        int dead = shell.ReadNumber();

        Until(() => HostMark.IsGone(dead, _ => true), "The dead one is taken for alive.");
        Assert.False(HostMark.IsGone(shell.Id, _ => true));
        Assert.True(HostMark.IsGone(shell.Id, _ => false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_former_host_left_is_found_by_its_environment_and_what_a_living_one_has_is_not(bool alive)
    {
        HostMark former = alive ? _host : _host with { Started = _host.Started + 1 };
        using var shell = new ShellProcess($"setsid sh -c '{Sleep} & wait' & {Sleep} & wait", mark: former.NewChild());
        shell.UntilDescendants(3);

        IReadOnlyList<ProcessEntry> killed = ProcessTree.KillAbandoned(_host);

        Assert.Equal(alive ? 0 : 4, killed.Count);
        if (alive)
            Assert.True(IsAlive(shell.Id));
        else
            UntilGone(shell.Id);
    }

    [Fact]
    public void A_mark_in_the_arguments_counts_too()
    {
        string mark = (_host with { Started = _host.Started + 1 }).NewChild();
        using var child = new ShellProcess($"sh -c 'sleep 120; :' child {ProcessMark.Argument} {mark} & wait", mark: "none");
        child.UntilDescendants(2);

        Assert.Equal(2, ProcessTree.KillAbandoned(_host).Count);

        Until(() => child.HasExited, "The shell around it waits on.");
    }

    [Fact]
    public void A_process_that_cleared_its_environment_is_found_by_its_tag()
    {
        HostMark former = _host with { Started = _host.Started + 1 };
        ProcessTag tag = ProcessTag.Of(former.NewChild())!.Value;
        using var shell = new ShellProcess(
            $"prlimit --locks={tag.Child}:{tag.Host} --pid $$; env -i setsid {Sleep} >/dev/null & echo $!; wait", mark: "none");
        int daemon = shell.ReadNumber();
        Until(() => ProcessStat.Read(daemon)?.Name == "sleep", "It does not start.");

        Assert.Equal(tag, ProcessTag.Read(daemon));
        Assert.All(Enumerable.Range(0, 4), at => Assert.Empty(ProcessTree.KillAbandoned(_host with { Place = Flip(_host.Place, at) })));
        Assert.Equal(2, ProcessTree.KillAbandoned(_host).Count);
    }

    [Fact]
    public void A_tag_is_a_number_that_a_limit_can_have()
    {
        ProcessTag tag = ProcessTag.Of(_host.NewChild())!.Value;

        Assert.InRange(tag.Child, 0UL, tag.Host);
        Assert.InRange(tag.Host, 0UL, (ulong)long.MaxValue);
        Assert.NotEqual(tag, ProcessTag.Of(_host.NewChild()));
        Assert.False(tag.IsOfFormer(_host));
        Assert.Null(ProcessTag.Read(Environment.ProcessId));
    }

    [Fact]
    public void A_child_reads_the_arguments_that_a_host_gives_it()
    {
        var arguments = new ChildArguments("mark") { NewPrivileges = true };

        Assert.Equal(arguments, ChildArguments.Parse([.. arguments.ToList()]));
        Assert.Equal(arguments with { Diagnostics = true, NewPrivileges = false }, ChildArguments.Parse(["child", "--mark", "mark", "--diagnostics"]));
        Assert.True(ChildArguments.Are(["child"]));
        Assert.All((string[][])[["child"], ["child", "--mark"], ["child", "--mark", ""], ["child", "--mark", "m", "--more"], ["run"]], wrong => Assert.Null(ChildArguments.Parse(wrong)));
        Assert.False(ChildArguments.Are(["run", "child"]));
    }

    private static string Flip(string place, int at)
    {
        byte[] bytes = Convert.FromHexString(place);
        bytes[^(at + 1)] ^= 1;
        return Convert.ToHexStringLower(bytes);
    }
}
