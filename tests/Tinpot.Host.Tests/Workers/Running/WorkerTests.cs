using System.Globalization;
using System.Text;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Host.Tests.Stores;

namespace Tinpot.Host.Tests.Workers.Running;

public sealed class WorkerTests
{
    private static readonly TinpotOptions Patient = new() { Concurrency = 4, Drain = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task What_is_submitted_runs_and_its_story_is_stored_in_order()
    {
        await using var harness = await WorkerHarness.StartAsync(Patient, new TestAction("hello", invocation =>
        {
            Console.WriteLine("hello");
            invocation.Result.WriteNumberValue(42);
            return default;
        }));

        Guid id = await harness.SubmitAsync("hello");
        ExecutionRecord record = await harness.EndOfAsync(id);

        Assert.Equal((ExecutionState.SUCCESS, "42"), (record.State, Encoding.UTF8.GetString(record.Result!.Value.Span)));
        Assert.Equal(["0-1 PENDING", "1-1 STARTED", "1-2 log", "1-3 complete SUCCESS"], await harness.Store.StoryAsync(id));
    }

    [Fact]
    public async Task What_is_handed_over_with_a_commit_costs_no_claim()
    {
        await using var harness = await WorkerHarness.StartAsync(Patient, new TestAction("quick", _ => default));

        for (int run = 0; run < 20; run++)
            Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(await harness.SubmitAsync("quick"))).State);

        // The first, and one for each five seconds of a slow machine
        Assert.InRange(harness.Source.Claims, 1, 10);
    }

    [Theory]
    [InlineData(-1, "quick")]
    [InlineData(+1, "quick")]
    [InlineData(-1, "broken")]
    [InlineData(+24, "broken")]
    public async Task Duration_is_right_although_the_clock_is_set_while_it_runs(int hours, string action)
    {
        var clock = new SetClock();
        async ValueTask Work()
        {
            clock.Set(TimeSpan.FromHours(hours));
            await Task.Delay(100);
        }

        await using var harness = await WorkerHarness.StartAsync(
            Patient, TimeSpan.FromSeconds(30), _ => { }, clock,
            new TestAction("broken", async _ =>
            {
                await Work();
                throw new InvalidOperationException();
            }),
            new TestAction("quick", async _ => await Work()));
        ExecutionRecord record = await harness.EndOfAsync(await harness.SubmitAsync(action));
        Assert.InRange(record.Duration!.Value, TimeSpan.FromMilliseconds(90), TimeSpan.FromMinutes(1));
    }

    private sealed class SetClock : TimeProvider
    {
        private long _ahead;

        public void Set(TimeSpan ahead) => Volatile.Write(ref _ahead, ahead.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));
    }

    [Fact]
    public async Task It_never_runs_or_asks_for_more_than_it_has_slots()
    {
        int running = 0, most = 0, ran = 0;
        await using var harness = await WorkerHarness.StartAsync(Patient, new TestAction("work", async _ =>
        {
            int now = Interlocked.Increment(ref running);
            most = Math.Max(most, now);
            await Task.Delay(2);
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref ran);
        }));

        Guid[] ids = new Guid[60];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = await harness.SubmitAsync("work");
        foreach (Guid id in ids)
            Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(id)).State);

        Assert.Equal(60, ran);
        Assert.InRange(most, 2, 4);
        Assert.InRange(harness.Source.LargestClaim, 1, 4);
    }

    [Fact]
    public async Task A_cancel_reaches_the_action_and_one_that_waits_never_starts()
    {
        var options = new TinpotOptions { Concurrency = 1 };
        bool second = false;
        await using var harness = await WorkerHarness.StartAsync(
            options,
            new TestAction("second", _ =>
            {
                second = true;
                return default;
            }),
            new TestAction("wait", async invocation =>
            {
                Console.WriteLine("waiting");
                await Task.Delay(Timeout.Infinite, invocation.Execution.Cancellation.Token);
            }));
        Guid running = await harness.SubmitAsync("wait");
        await harness.UntilPrintedAsync(running);
        Guid waiting = await harness.SubmitAsync("second");

        Assert.Equal(CancelOutcome.Cancelled, await harness.Store.CancelAsync(waiting));
        Assert.Equal(CancelOutcome.Cancelling, await harness.Store.CancelAsync(running));

        Assert.Equal(ExecutionState.REVOKED, (await harness.EndOfAsync(running)).State);
        Assert.Equal(ExecutionState.REVOKED, (await harness.EndOfAsync(waiting)).State);
        Assert.False(second);
    }

    [Fact]
    public async Task Secrets_are_put_back_for_the_action_and_masked_everywhere_else()
    {
        string? got = null;
        await using var harness = await WorkerHarness.StartAsync(Patient, new TestAction(
            "login",
            invocation =>
            {
                using JsonDocument arguments = JsonDocument.Parse(invocation.Arguments);
                got = arguments.RootElement.GetProperty("key").GetString();
                Console.WriteLine($"logging in with {got}");
                return default;
            },
            """{"key":{"type":"string","writeOnly":true}}"""));

        Guid id = await harness.SubmitAsync("login", """{"key":"***"}""", """[{"path":["key"],"value":"hunter2"}]""");
        await harness.EndOfAsync(id);

        Assert.Equal("hunter2", got);
        Assert.Equal(["logging in with ***"], await harness.MessagesAsync(id));
    }

    [Fact]
    public async Task Secrets_of_another_key_are_a_failure_that_says_so()
    {
        await using var harness = await WorkerHarness.StartAsync(Patient, new TestAction("login", _ => default));
        Guid id = await harness.Store.SubmitAsync(Given.Submission("login") with { Secrets = new byte[64] });

        ExecutionRecord record = await harness.EndOfAsync(id);

        Assert.Equal(FailureReason.Validation, record.Error!.Reason);
        Assert.Contains("TINPOT_KEY", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_store_is_away_now_and_then_nothing_is_lost_or_doubled()
    {
        await using var harness = await WorkerHarness.StartAsync(
            Patient, TimeSpan.FromSeconds(30), source => source.FailEvery = 3, new TestAction("print", async _ =>
            {
                for (int line = 0; line < 200; line++)
                {
                    Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
                    if (line % 10 == 0)
                        await Task.Delay(1);
                }
            }));

        Guid id = await harness.SubmitAsync("print");

        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(id)).State);
        Assert.Equal(Enumerable.Range(0, 200).Select(line => line.ToString(CultureInfo.InvariantCulture)), await harness.MessagesAsync(id));
        Assert.True(harness.Source.Failures > 0);
    }

    [Fact]
    public async Task When_the_store_stays_away_the_run_is_stopped_and_its_end_is_lost()
    {
        var told = new TaskCompletionSource<StopReason>();
        FlakyWorkSource? source = null;
        await using var harness = await WorkerHarness.StartAsync(
            Patient, TimeSpan.FromMilliseconds(200), arranged =>
            {
                source = arranged;
                source.FailEvery = 1;
            },
            new TestAction("print", async invocation =>
            {
                Console.WriteLine("unheard");
                var stopped = new TaskCompletionSource();
                await using (invocation.Execution.Cancellation.Token.Register(stopped.SetResult))
                    await stopped.Task;
                source!.FailEvery = 0;
                told.SetResult(invocation.Execution.Cancellation.Reason);
            }));
        Guid id = await harness.SubmitAsync("print");

        Assert.Equal(StopReason.Shutdown, await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(FailureReason.Lost, (await harness.EndOfAsync(id)).Error!.Reason);
    }

    [Fact]
    public async Task Who_lost_the_lease_is_stopped_and_writes_nothing_more()
    {
        var stopped = new TaskCompletionSource();
        bool lost = false;
        await using var harness = await WorkerHarness.StartAsync(Patient, TimeSpan.FromSeconds(30), source => source.IsLost = _ => lost, new TestAction("print", async invocation =>
        {
            Console.WriteLine("mine");
            using var stop = invocation.Execution.Cancellation.Token.Register(() => stopped.TrySetResult());
            while (!stopped.Task.IsCompleted)
            {
                await Task.Delay(1);
                if (lost)
                    Console.WriteLine("not mine any more");
            }
        }));
        Guid id = await harness.SubmitAsync("print");
        await harness.UntilPrintedAsync(id);

        lost = true;
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await harness.StopAsync();

        Assert.Equal(["mine"], await harness.MessagesAsync(id));
        Assert.Equal(ExecutionState.STARTED, (await harness.Store.FindAsync(id)).State);
    }
}
