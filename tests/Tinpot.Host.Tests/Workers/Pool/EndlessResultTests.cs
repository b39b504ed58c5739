using System.Text;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>A result that never ends is a failure once it is over the limit.</summary>
public sealed class EndlessResultTests
{
    [Theory]
    [InlineData("endless_numbers", "The result has at least")]
    [InlineData("endless_names", "The result has at least")]
    [InlineData("endless_item", "Item 0 of the stream has")]
    public async Task It_fails(string action, string message)
    {
        await using var pool = new PoolHarness();

        ExecutionOutcome outcome = (await pool.RunAsync(action).WaitAsync(TimeSpan.FromSeconds(60))).Outcome;

        Assert.Equal((ExecutionState.FAILURE, FailureReason.Exception), (outcome.State, outcome.Error!.Reason));
        Assert.StartsWith(message, outcome.Error.Message, StringComparison.Ordinal);
        Assert.Contains("TINPOT_RESULT_LIMIT", outcome.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_a_nested_call_is_recorded_as_cut_short()
    {
        await using var pool = new PoolHarness();

        (ExecutionOutcome outcome, RecordingSink sink) = await pool.RunAsync("first_of_endless").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("7", Encoding.UTF8.GetString(outcome.Result!.Value.Span));
        Assert.Contains(sink.Calls, call => call.TryGetProperty("truncated", out _) || call.GetRawText().Contains("truncated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chain", """{"length":65}""")]
    [InlineData("chain", """{"length":5000}""")]
    [InlineData("circle", "{}")]
    [InlineData("circles", "{}")]
    [InlineData("nested", """{"depth":64}""")]
    public async Task One_that_is_nested_too_deep_says_so(string action, string arguments)
    {
        await using var pool = new PoolHarness();

        ExecutionOutcome outcome = (await pool.RunAsync(action, arguments)).Outcome;

        Assert.Equal((ExecutionState.FAILURE, FailureReason.Exception), (outcome.State, outcome.Error!.Reason));
        Assert.StartsWith("A value is nested deeper than 64 levels, or contains itself.", outcome.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chain", """{"length":64}""")]
    [InlineData("nested", """{"depth":63}""")]
    [InlineData("calls_circle", "{}")]
    public async Task One_that_is_not_or_is_only_recorded_does_no_harm(string action, string arguments)
    {
        await using var pool = new PoolHarness();

        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync(action, arguments)).Outcome.State);
    }
}
