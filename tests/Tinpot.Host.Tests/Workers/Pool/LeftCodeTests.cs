using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Protocol;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>Code that one execution leaves in a child is laid at its door, not at that of the next.</summary>
public sealed class LeftCodeTests
{
    [Theory]
    [InlineData("timer", "did, by an unhandled System.InvalidOperationException", "by an unhandled System.InvalidOperationException")]
    [InlineData("thread", "did, by an unhandled System.InvalidOperationException", "by an unhandled System.InvalidOperationException")]
    [InlineData("void", "did, by an unhandled System.InvalidOperationException", "by an unhandled System.InvalidOperationException")]
    // These leave no trace of who they are
    [InlineData("exit", "exit code 0", "may have caused this")]
    [InlineData("native", "SIGSEGV", "may have caused this")]
    [InlineData("fail_fast", "SIGABRT", "may have caused this")]
    public async Task Who_ends_the_process_is_named_to_its_victim_and_in_the_log(string how, string cause, string logged)
    {
        await using var pool = new PoolHarness();
        await pool.RunAsync("end_later", $$"""{"how":"{{how}}"}""");
        Guid culprit = pool.LastId;

        ExecutionOutcome victim = (await pool.RunAsync("sleep", """{"seconds":60}""")).Outcome;

        Assert.Equal((ExecutionState.FAILURE, FailureReason.Crash), (victim.State, victim.Error!.Reason));
        Assert.Contains($"the execution {culprit} of 'end_later' had left running", victim.Error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, victim.Error.Message, StringComparison.Ordinal);
        Assert.Contains(pool.Logger.Messages, message => message.Contains($"end_later (execution {culprit})", StringComparison.Ordinal)
            && message.Contains(logged, StringComparison.Ordinal));
        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
    }

    [Fact]
    public async Task Who_ends_its_own_process_has_no_one_else_to_blame()
    {
        await using var pool = new PoolHarness();
        ExecutionOutcome outcome = (await pool.RunAsync("throw_on_thread")).Outcome;

        Assert.Equal(FailureReason.Crash, outcome.Error!.Reason);
        Assert.DoesNotContain("had left running", outcome.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(pool.Logger.Messages, message => message.Contains("had left code", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_action_whose_exception_nobody_catches_fails_though_a_handler_keeps_the_process()
    {
        await using var pool = new PoolHarness();
        await pool.RunAsync("keep_process");

        ExecutionOutcome outcome = (await pool.RunAsync("throw_aside")).Outcome;

        Assert.Equal((ExecutionState.FAILURE, FailureReason.Crash), (outcome.State, outcome.Error?.Reason));
        Assert.Contains("an unhandled System.InvalidOperationException", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("a handler of AppDomain.UnhandledException does not return", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
    }

    [Fact]
    public async Task Whoever_left_the_exception_is_named_though_a_handler_keeps_the_process()
    {
        await using var pool = new PoolHarness();
        await pool.RunAsync("keep_process");
        await pool.RunAsync("end_later", """{"how":"thread"}""");
        Guid culprit = pool.LastId;

        ExecutionOutcome victim = (await pool.RunAsync("sleep", """{"seconds":60}""")).Outcome;

        Assert.Equal(FailureReason.Crash, victim.Error?.Reason);
        Assert.Contains($"the execution {culprit} of 'end_later' had left running", victim.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(pool.Logger.Messages, message => message.Contains($"end_later (execution {culprit})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_leaves_its_host_is_not_said_to_be_killed_by_somebody()
    {
        await using var pool = new PoolHarness();

        ExecutionOutcome outcome = (await pool.RunAsync("leave_host", """{"all":true}""")).Outcome;

        Assert.Equal(FailureReason.Crash, outcome.Error?.Reason);
        Assert.Contains("The host ended the process that ran the action: It closed the pipe to its host", outcome.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_would_not_reach_the_host_ends_the_process()
    {
        await using var pool = new PoolHarness();

        ExecutionOutcome outcome = (await pool.RunAsync("leave_host")).Outcome;

        Assert.Equal(FailureReason.Crash, outcome.Error?.Reason);
        Assert.Contains("closed or redirected the pipe to the host", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
    }

    [Fact]
    public async Task An_interrupt_that_is_left_ends_no_process()
    {
        await using var pool = new PoolHarness();
        int child = await RunAsync(pool, "interrupt_thread");

        for (int run = 0; run < 3; run++)
            Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("sleep", """{"seconds":0.1}""")).Outcome.State);
        Assert.Equal(child, await RunAsync(pool, "interrupt_thread"));
        // Waits on the thread on which it begins
        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("tell_process_state")).Outcome.State);
        Assert.Equal(child, await pool.IdleChildAsync());
    }

    [Fact]
    public async Task Interrupts_that_go_on_end_no_process()
    {
        await using var pool = new PoolHarness();
        int child = int.Parse(
            Encoding.UTF8.GetString((await pool.RunAsync("interrupt_thread", """{"milliseconds":500}""")).Outcome.Result!.Value.Span), System.Globalization.CultureInfo.InvariantCulture);

        for (long since = Environment.TickCount64; Environment.TickCount64 - since < 700;)
            Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
        Assert.Equal(child, await pool.IdleChildAsync());
    }

    [Fact]
    public async Task An_interrupt_keeps_no_stop_from_an_action()
    {
        using var child = new ChildProcess();
        for (int run = 0; run < 20; run++)
        {
            Guid execution = child.Start("wait_interrupted");
            await child.ReceiveUntilAsync(FrameKind.Output);

            child.Stop(execution, StopReason.Cancel);

            IReadOnlyList<string> frames = await child.ReceiveUntilAsync(FrameKind.End);
            Assert.StartsWith("""End {"outcome":"cancelled",""", frames[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_is_the_victim_of_what_ends_an_idle_process()
    {
        await using var pool = new PoolHarness();
        await pool.RunAsync("end_later", """{"how":"exit","milliseconds":100}""");
        await pool.Logger.UntilHasAsync($"end_later (execution {pool.LastId})");

        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
    }

    [Fact]
    public async Task Late_output_is_told_of_the_action_that_wrote_it()
    {
        await using var pool = new PoolHarness();
        await pool.RunAsync("print_later");

        (ExecutionOutcome outcome, RecordingSink sink) = await pool.RunAsync("sleep", """{"seconds":1.5}""");

        Assert.Equal(ExecutionState.SUCCESS, outcome.State);
        Assert.DoesNotContain(sink.Messages, message => message.Contains("late", StringComparison.Ordinal));
        string said = Assert.Single(pool.Logger.Messages, message => message.Contains("wrote output after it had ended", StringComparison.Ordinal));
        Assert.Contains("The action print_later wrote", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_output_past_the_console_is_told_too_and_costs_the_child()
    {
        await using var pool = new PoolHarness();
        await pool.RunAsync("print_later", """{"milliseconds":300,"raw":true}""");
        await pool.Logger.UntilHasAsync("The action print_later wrote output after it had ended");

        (ExecutionOutcome outcome, RecordingSink sink) = await pool.RunAsync("tell_process");

        Assert.Equal(ExecutionState.SUCCESS, outcome.State);
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public async Task The_last_errors_of_a_program_are_part_of_a_crash()
    {
        await using var pool = new PoolHarness();

        ExecutionOutcome outcome = (await pool.RunAsync("shell_then_die")).Outcome;

        Assert.Equal(FailureReason.Crash, outcome.Error!.Reason);
        Assert.EndsWith("Its last output:\nthe last word", outcome.Error.Message.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_end_ends_nothing_but_the_child_s_service()
    {
        await using var pool = new PoolHarness();
        (ExecutionOutcome left, _) = await pool.RunAsync("forge_end");
        int forger = int.Parse(Encoding.UTF8.GetString(left.Result!.Value.Span), System.Globalization.CultureInfo.InvariantCulture);

        for (int run = 0; run < 3; run++)
        {
            (ExecutionOutcome outcome, _) = await pool.RunAsync("sleep", """{"seconds":0.3}""");
            Assert.Equal((ExecutionState.SUCCESS, null), (outcome.State, outcome.Result));
        }

        Assert.NotEqual(forger, await pool.IdleChildAsync());
        Assert.Contains(pool.Logger.Messages, message => message.Contains("does not belong to any of its executions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Garbage_from_a_child_ends_its_own_execution_only()
    {
        await using var pool = new PoolHarness();
        Task<(ExecutionOutcome Outcome, RecordingSink)> beside = pool.RunAsync("sleep", """{"seconds":2}""");

        ExecutionOutcome outcome = (await pool.RunAsync("send_frames", """{"frames":["020000001B00000000000000007B7D"]}""")).Outcome;
        Assert.Equal(ExecutionState.SUCCESS, outcome.State);
        outcome = (await pool.RunAsync("send_frames", """{"frames":["FFFFFF7F1B0000000000000000"]}""")).Outcome;

        Assert.Equal((ExecutionState.FAILURE, FailureReason.Crash), (outcome.State, outcome.Error!.Reason));
        Assert.Contains("2147483647 bytes", outcome.Error.Message, StringComparison.Ordinal);
        string hello = Convert.ToHexString(FrameMutations.Good.Single(one => one[Frame.KindOffset] == (byte)FrameKind.Hello));
        outcome = (await pool.RunAsync("send_frames", $$"""{"frames":["{{hello}}"]}""")).Outcome;
        Assert.Equal((ExecutionState.FAILURE, FailureReason.Crash), (outcome.State, outcome.Error!.Reason));
        Assert.Contains("A frame of kind Hello came where none is expected", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionState.SUCCESS, (await beside).Outcome.State);
    }

    [Fact]
    public async Task A_frame_that_stops_in_the_middle_ends_its_own_execution_only()
    {
        await using var pool = new PoolHarness(options => options with { FrameTime = TimeSpan.FromSeconds(1) });
        Task<(ExecutionOutcome Outcome, RecordingSink)> beside = pool.RunAsync("sleep", """{"seconds":3}""");

        // 65 536 bytes are announced; all that the child sends afterwards, its end too, is taken for their beginning
        ExecutionOutcome outcome = (await pool.RunAsync("send_frames", """{"frames":["000001001B00000000000000007B"]}""")).Outcome;

        Assert.Equal((ExecutionState.FAILURE, FailureReason.Crash), (outcome.State, outcome.Error!.Reason));
        Assert.Contains("A frame is incomplete, and no byte arrived for 1 s.", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionState.SUCCESS, (await beside).Outcome.State);
        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
    }

    [Fact]
    public async Task An_execution_that_a_dying_child_never_began_runs_in_another()
    {
        string folder = Directory.CreateTempSubdirectory("tinpot-unbegun-").FullName;
        try
        {
            await using var pool = new PoolHarness(program: DyingOnce(folder));

            (ExecutionOutcome outcome, _) = await pool.RunAsync("count");

            Assert.Equal(ExecutionState.SUCCESS, outcome.State);
            Assert.True(File.Exists(Path.Combine(folder, "died")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(PoolHarness pool, string action) => int.Parse(
        Encoding.UTF8.GetString((await pool.RunAsync(action)).Outcome.Result!.Value.Span), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Greets its host and ends with the first thing it is told; the next one is a child as it should be.</summary>
    private static Tinpot.Workers.Pool.ChildProgram DyingOnce(string folder)
    {
        string greeting = Path.Combine(folder, "greeting");
        using (var file = File.Create(greeting))
        using (var frames = new Tinpot.Workers.Protocol.FrameWriter(file, 1_000))
            frames.Send(new Tinpot.Workers.Protocol.HelloMessage(
                ChildProtocol.LowestVersion, ChildProtocol.HighestVersion, Tinpot.Platform.Reflection.CatalogBuild.Of(TestProgram.Catalog)));
        string died = Path.Combine(folder, "died");
        return new("sh", ["-c",
            $"if [ -e {died} ]; then exec \"$@\"; fi; cat {greeting}; dd bs=1 count=1 of={died} 2>/dev/null", "sh", TestProgram.Child.File, .. TestProgram.Child.Arguments]);
    }
}
