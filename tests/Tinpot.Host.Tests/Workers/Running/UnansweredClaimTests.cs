using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Running;

/// <summary>Claims that a store made or did not make, and did not answer.</summary>
public sealed class UnansweredClaimTests
{
    private static readonly TinpotOptions Options = new() { Concurrency = 4, Drain = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task What_was_claimed_without_an_answer_is_claimed_again_and_runs_once()
    {
        int ran = 0;
        await using var harness = await WorkerHarness.StartAsync(
            Options, TimeSpan.FromSeconds(30), source => (source.OnlyClaims, source.UnansweredClaims) = (true, 1), new TestAction("work", _ =>
            {
                ran++;
                return default;
            }));
        Guid id = await harness.SubmitAsync("work");

        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(id)).State);
        Assert.Equal((1, 1), (ran, (await harness.Store.FindAsync(id)).Attempt));
        Assert.Contains(harness.Log.Messages, message => message.Contains("The claim loop failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Store_that_comes_back_is_claimed_from_again()
    {
        await using var harness = await WorkerHarness.StartAsync(
            Options, TimeSpan.FromSeconds(30), source => source.Fault = new StoreUnavailableException("away"), new TestAction("work", _ => default));
        Guid id = await harness.SubmitAsync("work");
        await harness.Log.UntilHasAsync("The claim loop failed");
        Assert.Equal(ExecutionState.PENDING, (await harness.Store.FindAsync(id)).State);

        harness.Source.Fault = null;

        Assert.Equal(ExecutionState.SUCCESS, (await harness.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task Worker_that_stops_gives_back_what_it_never_heard_of()
    {
        await using var harness = await WorkerHarness.StartAsync(
            Options, TimeSpan.FromSeconds(30), source => (source.OnlyClaims, source.UnansweredClaims) = (true, 1), new TestAction("work", _ => default));
        Task unheard = harness.Log.UntilHasAsync("The claim loop failed");
        Guid id = await harness.SubmitAsync("work");
        await unheard;

        await harness.StopAsync();

        ExecutionRecord record = await harness.Store.FindAsync(id);
        Assert.Equal((ExecutionState.PENDING, 0), (record.State, record.Attempt));
    }
}
