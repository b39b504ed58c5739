using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Security;
using Tinpot.Workers.Running;

namespace Tinpot.Host.Tests.Workers.Running;

public sealed class RetryPolicyTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(FailureReason.Exception, StopReason.None, true)]
    [InlineData(FailureReason.Timeout, StopReason.Timeout, true)]
    [InlineData(FailureReason.Crash, StopReason.None, true)]
    [InlineData(FailureReason.Lost, StopReason.None, true)]
    [InlineData(FailureReason.Exception, StopReason.Cancel, false)]
    [InlineData(FailureReason.Crash, StopReason.Cancel, false)]
    [InlineData(FailureReason.Validation, StopReason.None, false)]
    [InlineData(FailureReason.Poison, StopReason.None, false)]
    [InlineData(FailureReason.Shutdown, StopReason.Shutdown, false)]
    internal void What_failed_is_tried_again_and_what_was_cancelled_or_does_not_fit_is_not(FailureReason reason, StopReason stopped, bool again)
    {
        ExecutionOutcome failed = ExecutionOutcome.Failure(new ExecutionError("type", "message", reason));

        ExecutionOutcome outcome = Policy().Apply(Attempt(1, retries: 1), failed, stopped);

        Assert.Equal(again ? ExecutionState.RETRY : ExecutionState.FAILURE, outcome.State);
        Assert.Equal(failed.Error, outcome.Error);
    }

    [Fact]
    public void After_the_last_attempt_it_has_failed_and_success_is_success()
    {
        ExecutionOutcome failed = ExecutionOutcome.Failure(new ExecutionError("type", "message", FailureReason.Exception));

        Assert.Equal(ExecutionState.RETRY, Policy().Apply(Attempt(2, retries: 2), failed, StopReason.None).State);
        Assert.Equal(ExecutionState.FAILURE, Policy().Apply(Attempt(3, retries: 2), failed, StopReason.None).State);
        Assert.Equal(ExecutionState.SUCCESS, Policy().Apply(Attempt(1, retries: 2), ExecutionOutcome.Success(null), StopReason.None).State);
        Assert.Equal(ExecutionState.REVOKED, Policy().Apply(Attempt(1, retries: 2), ExecutionOutcome.Revoked, StopReason.Cancel).State);
    }

    [Fact]
    public void Third_process_that_dies_of_it_is_the_last_with_attempts_left_or_not()
    {
        ExecutionOutcome crash = ExecutionOutcome.Failure(new ExecutionError("crash", "It was ended by SIGSEGV.", FailureReason.Crash));

        Assert.Equal(ExecutionState.RETRY, Policy().Apply(Attempt(2, retries: 100) with { Crashes = 1 }, crash, StopReason.None).State);
        foreach (int retries in (int[])[2, 100])
        {
            ExecutionOutcome third = Policy().Apply(Attempt(3, retries) with { Crashes = 2 }, crash, StopReason.None);
            Assert.Equal((ExecutionState.FAILURE, FailureReason.Poison), (third.State, third.Error?.Reason));
            Assert.Contains("Correct the action", third.Error?.Message);
            Assert.EndsWith("It was ended by SIGSEGV.", third.Error?.Message);
        }
    }

    [Fact]
    public void Exception_after_two_crashes_is_an_exception()
    {
        ExecutionOutcome failed = ExecutionOutcome.Failure(new ExecutionError("type", "message", FailureReason.Exception));

        Assert.Equal(ExecutionState.RETRY, Policy().Apply(Attempt(3, retries: 100) with { Crashes = 2 }, failed, StopReason.None).State);
        Assert.Equal(failed, Policy().Apply(Attempt(3, retries: 2) with { Crashes = 2 }, failed, StopReason.None));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(100, 300)]
    public void The_pause_doubles_up_to_five_minutes_give_or_take_half(int attempt, double seconds)
    {
        RetryPolicy policy = Policy();
        ExecutionOutcome failed = ExecutionOutcome.Failure(new ExecutionError("type", "message", FailureReason.Exception));

        double[] pauses = [.. Enumerable.Range(0, 200).Select(_ =>
            (policy.Apply(Attempt(attempt, retries: 100), failed, StopReason.None).RetryAt!.Value - _clock.GetUtcNow()).TotalSeconds)];

        Assert.All(pauses, pause => Assert.InRange(pause, seconds / 2, seconds * 1.5));
        Assert.InRange(pauses.Max() - pauses.Min(), seconds * 0.8, seconds);
    }

    private RetryPolicy Policy() => new(_clock, new Random(4));

    private static ClaimedExecution Attempt(int attempt, int retries) => new()
    {
        Lease = new Lease(Guid.Empty, 1),
        Action = "action",
        Queue = "default",
        ContractHash = "",
        Arguments = default,
        RequestedBy = Principal.Anonymous,
        Attempt = attempt,
        Retries = retries,
    };
}
