using System.Text;
using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>A child that is used again is as it was, or is replaced.</summary>
public sealed class WarmChildTests
{
    [Fact]
    public async Task What_a_process_has_once_is_put_back()
    {
        await using var pool = new PoolHarness();
        string[] before = await TellAsync(pool);
        int child = await pool.IdleChildAsync();

        for (int round = 0; round < 2; round++)
        {
            Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("spoil_process")).Outcome.State);
            Assert.Equal(before, await TellAsync(pool));
        }

        Assert.Equal(child, await pool.IdleChildAsync());
        Assert.Contains("number 1.5 1.5", before);
    }

    /// <summary>Services are built when an action first needs them, and what that starts is not what the action left.</summary>
    [Fact]
    public async Task An_action_that_is_the_first_to_need_services_costs_no_child()
    {
        await using var pool = new PoolHarness();
        int first = await pool.IdleChildAsync();
        for (int run = 0; run < 6; run++)
            Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("log_sometimes", """{"now":false}""")).Outcome.State);

        for (int run = 0; run < 6; run++)
            Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("log_sometimes", """{"now":true}""")).Outcome.State);

        Assert.Equal(first, await pool.IdleChildAsync());
    }

    [Theory]
    [InlineData("timer", "timers")]
    [InlineData("delay", "timers")]
    [InlineData("thread", "threads")]
    [InlineData("named_thread", "threads")]
    [InlineData("thread_of_the_pool", "threads")]
    [InlineData("long_task", "threads")]
    [InlineData("file", "open descriptors")]
    [InlineData("descriptor", "open descriptors")]
    [InlineData("pipe", "open descriptors")]
    [InlineData("socket", "open descriptors")]
    public async Task What_cannot_be_put_back_costs_the_child_from_the_fourth_execution_on(string what, string reason)
    {
        await using var pool = new PoolHarness();
        string leave = $$"""{"what":"{{what}}"}""";
        int first = await RunAsync(pool, "leave_behind", leave);
        Assert.Equal(first, await RunAsync(pool, "leave_behind", leave));
        Assert.Equal(first, await RunAsync(pool, "leave_behind", leave));
        Assert.Equal(first, await pool.IdleChildAsync());

        Assert.Equal(first, await RunAsync(pool, "leave_behind", leave));
        Assert.NotEqual(first, await pool.IdleChildAsync());

        // Said once, however often it happens
        for (int run = 0; run < 4; run++)
            await RunAsync(pool, "leave_behind", leave);
        string said = Assert.Single(pool.Logger.Messages, message => message.Contains("left in its process", StringComparison.Ordinal));
        Assert.Contains($"leave_behind left in its process: {reason}", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("closed_input", "descriptor 0 closed")]
    [InlineData("closed_output", "descriptor 1 closed")]
    [InlineData("closed_error", "descriptor 2 closed")]
    [InlineData("led_output", "descriptor 1 leading elsewhere")]
    [InlineData("signal", "signals that are ignored")]
    [InlineData("limit", "another limit of the process")]
    public async Task What_the_system_keeps_for_the_process_costs_the_child_at_once(string what, string reason)
    {
        await using var pool = new PoolHarness();
        int spoilt = await RunAsync(pool, "spoil_system", $$"""{"what":"{{what}}"}""");

        (ExecutionOutcome next, RecordingSink sink) = await pool.RunAsync("write_raw", """{"pieces":["7261770A"]}""");

        Assert.Equal(ExecutionState.SUCCESS, next.State);
        Assert.Contains("raw", sink.Messages);
        Assert.NotEqual(spoilt, await pool.IdleChildAsync());
        Assert.Contains(pool.Logger.Messages, message => message.Contains($"left in its process: {reason}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alarm_that_is_left_does_not_ring_in_the_next_execution()
    {
        await using var pool = new PoolHarness();
        int child = await RunAsync(pool, "spoil_system", """{"what":"alarm"}""");

        ExecutionOutcome next = (await pool.RunAsync("sleep", """{"seconds":2}""")).Outcome;

        Assert.True(next.State == ExecutionState.SUCCESS, next.Error?.Message);
        Assert.Equal(child, await pool.IdleChildAsync());
    }

    [Fact]
    public async Task One_action_s_connections_are_not_laid_at_the_door_of_another()
    {
        await using var pool = new PoolHarness();
        int first = await RunAsync(pool, "use_well", """{"what":"nothing"}""");
        for (int run = 0; run < 4; run++)
            await RunAsync(pool, "use_well", """{"what":"nothing"}""");
        for (int run = 0; run < 3; run++)
            await RunAsync(pool, "leave_behind", """{"what":"file"}""");

        for (int run = 0; run < 4; run++)
            Assert.Equal(first, await RunAsync(pool, "use_well", """{"what":"nothing"}"""));
        Assert.Equal(first, await pool.IdleChildAsync());
    }

    [Theory]
    [InlineData("client")]
    [InlineData("assembly")]
    [InlineData("timer")]
    [InlineData("parallel")]
    [InlineData("threads")]
    [InlineData("own_thread")]
    [InlineData("shell")]
    [InlineData("deadline")]
    [InlineData("forgotten_file")]
    public async Task What_actions_usually_do_costs_no_child(string what)
    {
        await using var pool = new PoolHarness();
        int first = await RunAsync(pool, "use_well", $$"""{"what":"{{what}}"}""");
        for (int run = 0; run < Scale.Times(40); run++)
        {
            int child = await RunAsync(pool, "use_well", $$"""{"what":"{{what}}"}""");
            Assert.DoesNotContain(pool.Logger.Messages, message => message.Contains("left in its process", StringComparison.Ordinal));
            Assert.Equal(first, child);
        }
    }

    [Fact]
    public async Task A_child_that_is_short_of_descriptors_runs_nothing_more()
    {
        await using var pool = new PoolHarness();
        int first = await RunAsync(pool, "leave_behind", """{"what":"descriptor","count":3000}""");

        Assert.NotEqual(first, await RunAsync(pool, "use_well", """{"what":"shell"}"""));
        Assert.Contains(pool.Logger.Messages, message => message.Contains("open descriptors, and the limit is", StringComparison.Ordinal));
    }

    private static async Task<string[]> TellAsync(PoolHarness pool)
    {
        (ExecutionOutcome outcome, RecordingSink sink) = await pool.RunAsync("tell_process_state");
        Assert.Contains("here", sink.Messages);
        Assert.Contains("and here", sink.Messages);
        return JsonSerializer.Deserialize<string[]>(outcome.Result!.Value.Span)!;
    }

    private static async Task<int> RunAsync(PoolHarness pool, string action, string arguments)
    {
        ExecutionOutcome outcome = (await pool.RunAsync(action, arguments)).Outcome;
        Assert.True(outcome.State == ExecutionState.SUCCESS, outcome.Error?.Message);
        return int.Parse(Encoding.UTF8.GetString(outcome.Result!.Value.Span), System.Globalization.CultureInfo.InvariantCulture);
    }
}
