using Tinpot.Platform.Processes;

namespace Tinpot.Host.Tests.Platform.Processes;

public sealed class SignalTests
{
    [Theory]
    [InlineData(1, "SIGHUP")]
    [InlineData(6, "SIGABRT")]
    [InlineData(9, "SIGKILL")]
    [InlineData(11, "SIGSEGV")]
    [InlineData(15, "SIGTERM")]
    [InlineData(31, "SIGSYS")]
    [InlineData(32, null)]
    [InlineData(0, null)]
    public void Signals_have_names(int number, string? name) => Assert.Equal(name, Signals.NameOf(number));

    [Fact]
    public void A_group_gets_a_signal_each_of_its_processes()
    {
        using var shell = new ShellProcess($"trap 'echo leader' TERM; sh -c 'trap \"echo member; exit\" TERM; echo ready; {ShellProcess.Sleep} & wait' & wait; wait", "setsid");
        Assert.Equal("ready", shell.ReadLine());

        Signals.SendToGroup(shell.Id, Signals.Terminate);

        Assert.Equal(["leader", "member"], new[] { shell.ReadLine(), shell.ReadLine() }.Order());
        shell.ExitCode();
        Signals.SendToGroup(shell.Id, Signals.Terminate);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Everyone_is_no_group(int leader) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Signals.SendToGroup(leader, Signals.Terminate));
}
