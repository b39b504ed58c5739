using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Host.Tests.Cli;
using Tinpot.Host.Tests.Platform.Processes;
using Tinpot.Host.Tests.Workers.Log;
using Tinpot.Platform.Processes;
using Tinpot.Runtime;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>What a child knows of the processes that its actions left, asked of a real one.</summary>
public sealed class ReapTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Leaves an orphan that is dead; a shell that is quick enough takes leave of it itself.</summary>
    private const string DeadOrphan =
        "pid=$(sh -c 'sleep 0.01 >/dev/null & echo $!'); while [ -e /proc/$pid ] && ! grep -q 'State:.Z' /proc/$pid/status; do :; done";

    private readonly ChildSpawner _spawner = new();
    private readonly string _mark = Guid.NewGuid().ToString("n");
    private Child _child = null!;

    public async ValueTask InitializeAsync()
    {
        ProcessStartInfo start = new ChildProgram("dotnet", [ActionsProcess.Program]).Start(new ChildArguments(_mark), []);
        _child = Child.Of(await _spawner.StartAsync(start), _mark, new ChildPoolOptions { Build = "", MostFrameBytes = 1_000_000 }, "", NullLogger.Instance);
        await _child.Greeting.WaitAsync(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        _child.Kill();
        await _child.Gone.WaitAsync(Deadline);
        _spawner.Dispose();
    }

    [Fact]
    public async Task Nothing_is_left_of_an_action_that_started_nothing() =>
        Assert.False((await RunAsync("echo", """{"text":"x"}""")).LeftProcesses);

    [Fact]
    public async Task What_lives_on_is_told_in_another_session_without_a_parent_too()
    {
        EndMessage end = await RunScriptAsync($"(setsid {ShellProcess.Sleep} &)");

        Assert.True(end.LeftProcesses);
        // It begins as the program that starts it
        ShellProcess.Until(() => ProcessTree.Descendants(_child.Id) is [{ Name: "sleep" }], "It does not live on.");
    }

    [Fact]
    public async Task Orphans_that_are_dead_are_taken_leave_of()
    {
        EndMessage end = await RunScriptAsync($"{DeadOrphan}; {DeadOrphan}; {DeadOrphan}");

        Assert.False(end.LeftProcesses);
        Assert.DoesNotContain(ProcessStat.ReadAll(), process => process.Parent == _child.Id);
    }

    [Fact]
    public async Task The_exit_codes_of_programs_that_an_action_started_are_left_for_it()
    {
        for (int round = 0; round < 20; round++)
        {
            await RunAsync("forget_scripts", """{"count":20,"script":"exit 7"}""");
            await RunScriptAsync(DeadOrphan);
        }

        EndMessage end = await RunAsync("remember_scripts", "{}");

        int[] codes = JsonSerializer.Deserialize<int[]>(end.End.Result!.Value.Span)!;
        Assert.Equal(400, codes.Length);
        Assert.All(codes, code => Assert.Equal(7, code));
    }

    [Fact]
    public async Task An_action_that_left_no_thread_to_the_runtime_ends_all_the_same()
    {
        EndMessage end = await RunAsync("block_pool", JsonSerializer.Serialize(new { count = 1_000, script = DeadOrphan }));

        Assert.True(end.LeftProcesses);
    }

    private Task<EndMessage> RunScriptAsync(string script) =>
        RunAsync("run_script", JsonSerializer.Serialize(new { script }));

    private async Task<EndMessage> RunAsync(string action, string arguments)
    {
        using var log = new TestLog();
        using IOutputWriter raw = log.Root.OpenRaw();
        var run = new ChildRun(new FrameDispatcher(log.Log), raw, CrashTail.Create(), submitter: null);
        Assert.True(_child.TryBegin(run, new ActionStart(Guid.CreateVersion7(), action, 1, "somebody", 1_000_000, TimeSpan.Zero, Encoding.UTF8.GetBytes(arguments))));
        return Assert.IsType<ChildResult.Reported>(await run.End.WaitAsync(Deadline)).Message;
    }
}
