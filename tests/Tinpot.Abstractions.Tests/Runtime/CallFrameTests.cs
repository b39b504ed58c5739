using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

public sealed class CallFrameTests
{
    private static string Where => ActionExecution.Current?.CallId ?? "outside";

    [Fact]
    public async Task Outside_an_execution_a_call_is_the_plain_call()
    {
        string where = "";
        CallFrame.Enter(new VoidCall(() => where = Where));

        Assert.Equal("outside", where);
        Assert.Equal("v", CallFrame.Enter<ValueCall, string>(new(() => "v")));
        await CallFrame.EnterAsync(new TaskCall(() => Task.CompletedTask));
        Assert.Equal("v", await CallFrame.EnterAsync<TaskValueCall, string>(new(() => Task.FromResult("v"))));
        await CallFrame.EnterValueTaskAsync(new ValueTaskCall(() => default));
        Assert.Equal("v", await CallFrame.EnterValueTaskAsync<ValueTaskValueCall, string>(new(() => new("v"))));
    }

    [Fact]
    public void Outside_an_execution_a_call_allocates_nothing()
    {
        CallFrame.Enter<CountCall, int>(default);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < 1_000; call++)
            CallFrame.Enter<CountCall, int>(default);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_call_that_is_only_counted_and_ends_at_once_allocates_nothing()
    {
        using var execution = new TestExecution();
        Task<string> done = Task.FromResult("v");
        Func<Task<string>> later = () => done;
        Func<ValueTask<string>> quick = () => new("v");
        long allocated = -1;
        await execution.RunAsync(() =>
        {
            // The first thousand are recorded; the next lets the runtime compile what counts them
            Call();
            Call();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Call();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return Task.CompletedTask;
        });

        Assert.Equal(0, allocated);

        void Call()
        {
            for (int call = 0; call < 1_000; call++)
            {
                CallFrame.EnterAsync<TaskValueCall, string>(new(later));
                CallFrame.EnterValueTaskAsync<ValueTaskValueCall, string>(new(quick));
            }
        }
    }

    [Fact]
    public async Task Every_kind_of_call_is_recorded_with_arguments_and_result_in_a_frame_of_its_own()
    {
        using var execution = new TestExecution();
        var inside = new List<string>();
        await execution.RunAsync(async () =>
        {
            CallFrame.Enter(new VoidCall(() => inside.Add($"{Where} {ActionExecution.Current!.Depth}")));
            inside.Add(Where);
            CallFrame.Enter<ValueCall, string>(new(() => Where));
            await CallFrame.EnterAsync(new TaskCall(async () =>
            {
                await Task.Yield();
                inside.Add(Where);
            }));
            await CallFrame.EnterAsync<TaskValueCall, string>(new(async () =>
            {
                await Task.Delay(1);
                return Where;
            }));
            inside.Add(Where);
            await CallFrame.EnterValueTaskAsync(new ValueTaskCall(() => default));
            await CallFrame.EnterValueTaskAsync<ValueTaskValueCall, string>(new(async () =>
            {
                await Task.Yield();
                return Where;
            }));
        });

        Assert.Equal(["1 1", "0", "3", "0"], inside);
        Assert.Equal(
            [
                """0: start nothing {"n":1} as 1""", "1: end ok",
                """0: start value {} as 2""", "2: end ok \"2\"",
                """0: start task {} as 3""", "3: end ok",
                """0: start task_value {} as 4""", "4: end ok \"4\"",
                """0: start value_task {} as 5""", "5: end ok",
                """0: start value_task_value {} as 6""", "6: end ok \"6\"",
            ],
            execution.Records);
    }

    [Fact]
    public async Task A_frame_never_leaks_to_its_caller_whether_the_call_ends_throws_or_is_not_awaited()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            var release = new TaskCompletionSource();
            Task pending = CallFrame.EnterAsync(new TaskCall(async () =>
            {
                await release.Task;
                Assert.Equal("1", Where);
            }));
            Assert.Equal("0", Where);
            Assert.Throws<InvalidOperationException>(() => CallFrame.Enter(new VoidCall(() => throw new InvalidOperationException())));
            Assert.Equal("0", Where);
            Assert.Throws<InvalidOperationException>(() => { _ = CallFrame.EnterAsync(new TaskCall(() => throw new InvalidOperationException())); });
            Assert.Equal("0", Where);
            release.SetResult();
            await pending;
        });

        Assert.Equal("outside", Where);
    }

    [Fact]
    public async Task Calls_within_calls_form_a_tree()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() => CallFrame.Enter(new VoidCall(() =>
        {
            CallFrame.Enter(new VoidCall(() => Assert.Equal(("2", 2), (Where, ActionExecution.Current!.Depth))));
            Assert.Equal("1", Where);
        })));

        Assert.Equal(
            ["""0: start nothing {"n":1} as 1""", """1: start nothing {"n":1} as 2""", "2: end ok", "1: end ok"],
            execution.Records);
    }

    [Fact]
    public async Task An_exception_keeps_its_stack_and_a_synchronous_one_stays_synchronous()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            var thrown = Assert.Throws<InvalidOperationException>(() => CallFrame.Enter(new VoidCall(Thrower)));
            Assert.Contains(nameof(Thrower), thrown.StackTrace, StringComparison.Ordinal);
            thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => CallFrame.EnterAsync(new TaskCall(ThrowerAsync)));
            Assert.Contains(nameof(ThrowerAsync), thrown.StackTrace, StringComparison.Ordinal);
            thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await CallFrame.EnterValueTaskAsync(new ValueTaskCall(() => new(ThrowerAsync()))));
            Assert.Contains(nameof(ThrowerAsync), thrown.StackTrace, StringComparison.Ordinal);
        });

        Assert.Equal(3, execution.Records.Count(record => record.EndsWith("end InvalidOperationException", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_task_ends_as_it_would_have_ended()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            var first = new TaskCompletionSource();
            var second = new TaskCompletionSource();
            Task both = CallFrame.EnterAsync(new TaskCall(() => Task.WhenAll(first.Task, second.Task)));
            first.SetException(new InvalidOperationException());
            second.SetException(new FormatException());
            await ((Task)both).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.Equal(2, both.Exception!.InnerExceptions.Count);

            var never = new TaskCompletionSource<string>();
            using var source = new CancellationTokenSource();
            Task<string> cancelled = CallFrame.EnterAsync<TaskValueCall, string>(new(() => never.Task));
            source.Cancel();
            never.SetCanceled(source.Token);
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
            Assert.True(cancelled.IsCanceled);
            Assert.Equal(source.Token, error.CancellationToken);
            Assert.Null(CallFrame.EnterAsync(new TaskCall(() => null!)));
        });
    }

    [Fact]
    public async Task The_end_is_recorded_before_the_caller_goes_on()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            for (int round = 0; round < 200; round++)
            {
                await CallFrame.EnterAsync(new TaskCall(async () => await Task.Yield()));
                Assert.EndsWith("end ok", execution.Records[^1], StringComparison.Ordinal);
            }
        });
    }

    [Theory]
    [InlineData(StopReason.None, "TaskCanceledException")]
    [InlineData(StopReason.Cancel, "revoked")]
    public async Task A_cancelled_call_is_revoked_only_when_the_execution_was_asked_to_stop(StopReason reason, string end)
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            if (reason != StopReason.None)
                execution.Stop(reason);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => CallFrame.EnterAsync(new TaskCall(() => Task.FromCanceled(new CancellationToken(true)))));
        });

        Assert.Equal($"1: end {end}", execution.Records[^1]);
    }

    [Fact]
    public async Task A_large_result_is_left_out_and_what_cannot_be_written_changes_nothing()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() =>
        {
            CallFrame.Enter<ValueCall, string>(new(() => new string('x', 8_190)));
            CallFrame.Enter<ValueCall, string>(new(() => new string('x', 8_191)));
            CallFrame.Enter<ValueCall, string>(new(() => new string('x', 10_000_000)));
            Assert.Equal("fine", CallFrame.Enter<UnwritableCall, string>(default));
            CallFrame.Enter<ValueCall, string>(new(() => "small again"));
        });

        string[] ends = [.. execution.Records.Where(record => record.Contains(": end", StringComparison.Ordinal))];
        Assert.Equal("1: end ok \"" + new string('x', 8_190) + '"', ends[0]);
        Assert.Equal(["2: end ok truncated", "3: end ok truncated", "4: end ok", "5: end ok \"small again\""], ends[1..]);
        Assert.Contains("0: start unwritable  as 4", execution.Records);
    }

    [Fact]
    public async Task After_a_thousand_calls_of_one_caller_the_rest_is_counted_per_action()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() =>
        {
            for (int call = 0; call < 2_500; call++)
                CallFrame.Enter<CountCall, int>(default);
            CallFrame.Enter(new VoidCall(() => Assert.Equal("0", Where)));
            Assert.Throws<FormatException>(() => CallFrame.Enter(new VoidCall(() => throw new FormatException())));
        });

        Assert.Equal(1_000, execution.Records.Count(record => record.Contains(" start ", StringComparison.Ordinal)));
        Assert.Equal(["0: counted count 1500 0", "0: counted nothing 2 1"], execution.Records.TakeLast(2));
    }

    private static void Thrower() => throw new InvalidOperationException("thrown");

    private static async Task ThrowerAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("thrown");
    }
}
