using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Running;

/// <summary>Timeouts and further attempts, as a worker deals with them wherever an action runs.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task After_its_time_an_action_is_asked_to_stop_and_has_failed_by_the_timeout()
    {
        StopReason reason = StopReason.None;
        var options = new TinpotOptions { Timeout = TimeSpan.FromMilliseconds(200), Drain = TimeSpan.Zero };
        await using var harness = await WorkerHarness.StartAsync(options, new TestAction("slow", async invocation =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, invocation.Execution.Cancellation.Token);
            }
            finally
            {
                reason = invocation.Execution.Cancellation.Reason;
            }
        }));

        ExecutionRecord record = await harness.EndOfAsync(await harness.SubmitAsync("slow"));

        Assert.Equal((ExecutionState.FAILURE, FailureReason.Timeout), (record.State, record.Error!.Reason));
        Assert.Equal("It had not ended after its time limit of 0.2 s.", record.Error.Message);
        Assert.Equal(StopReason.Timeout, reason);
        Assert.StartsWith("Its time limit of 0.2 s is over", Assert.Single(await harness.MessagesAsync(record.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_action_hangs_on_its_token_takes_nobody_down_and_stands_in_the_log()
    {
        var options = new TinpotOptions { Timeout = TimeSpan.FromMilliseconds(100), Drain = TimeSpan.Zero };
        await using var harness = await WorkerHarness.StartAsync(options, new TestAction("a_trap", async invocation =>
        {
            CancellationToken token = invocation.Execution.Cancellation.Token;
            token.Register(() => throw new FormatException("thrown by a callback"));
            await Task.Delay(Timeout.Infinite, token);
        }), new TestAction("next", _ => default));

        ExecutionRecord record = await harness.EndOfAsync(await harness.SubmitAsync("a_trap"));

        Assert.Equal(FailureReason.Timeout, record.Error!.Reason);
        Assert.Contains(await harness.MessagesAsync(record.Id), message => message.Contains("thrown by a callback", StringComparison.Ordinal));
        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(await harness.SubmitAsync("next"))).State);
    }

    [Fact]
    public async Task The_time_limit_of_an_action_wins_over_the_hosts()
    {
        var options = new TinpotOptions { Timeout = TimeSpan.FromMilliseconds(1), Drain = TimeSpan.Zero };
        await using var harness = await WorkerHarness.StartAsync(options, new TestAction("slow", async _ => await Task.Delay(300)) { Limits = "\"timeout_seconds\":60," });

        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(await harness.SubmitAsync("slow"))).State);
    }

    [Fact]
    public async Task What_fails_is_tried_again_until_it_succeeds_and_keeps_its_log()
    {
        int attempts = 0;
        await using var harness = await WorkerHarness.StartAsync(new TinpotOptions { Drain = TimeSpan.Zero }, new TestAction("flaky", invocation =>
        {
            Console.WriteLine($"attempt {invocation.Execution.Attempt}");
            return ++attempts < 2 ? throw new InvalidOperationException("not yet") : default;
        }));

        ExecutionRecord record = await harness.EndOfAsync(await harness.SubmitAsync("flaky", retries: 2));

        Assert.Equal((ExecutionState.SUCCESS, 2), (record.State, record.Attempt));
        IReadOnlyList<string> messages = await harness.MessagesAsync(record.Id);
        Assert.Equal(["attempt 1", "attempt 2"], messages.Where(message => message.StartsWith("attempt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_cancelled_while_it_waits_for_its_next_attempt_has_none()
    {
        int attempts = 0;
        await using var harness = await WorkerHarness.StartAsync(new TinpotOptions { Drain = TimeSpan.Zero }, new TestAction("flaky", _ =>
        {
            attempts++;
            throw new InvalidOperationException("never");
        }));
        Guid id = await harness.SubmitAsync("flaky", retries: 100);
        await harness.UntilAsync(id, record => record.State == ExecutionState.RETRY && record.Attempt >= 1);

        await harness.Store.CancelAsync(id);

        Assert.Equal(ExecutionState.REVOKED, (await harness.EndOfAsync(id)).State);
        int made = attempts;
        Assert.Equal(ExecutionState.REVOKED, (await harness.Store.FindAsync(id)).State);
        Assert.Equal(made, attempts);
    }

    [Fact]
    public async Task What_a_shutdown_stops_waits_again_with_attempts_left()
    {
        var options = new TinpotOptions { Drain = TimeSpan.Zero, Grace = TimeSpan.FromSeconds(10) };
        await using var harness = await WorkerHarness.StartAsync(options, new TestAction("obey", async invocation =>
        {
            Console.WriteLine("waiting");
            await Task.Delay(Timeout.Infinite, invocation.Execution.Cancellation.Token);
        }));
        Guid again = await harness.SubmitAsync("obey", retries: 1);
        await harness.UntilPrintedAsync(again);

        await harness.StopAsync();

        Assert.Equal(ExecutionState.PENDING, (await harness.Store.FindAsync(again)).State);
    }
}
