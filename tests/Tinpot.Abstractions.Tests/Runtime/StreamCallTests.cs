using System.Runtime.CompilerServices;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

public sealed class StreamCallTests
{
    private static readonly AsyncLocal<string?> Flow = new();

    private readonly List<string> _seen = [];

    private static string Where => ActionExecution.Current?.CallId ?? "outside";

    private static IAsyncEnumerable<int> Call(Func<IAsyncEnumerable<int>> code) => CallFrame.EnterStream<StreamCall, int>(new(code));

    /// <summary>Counts up, and says where its code runs; every other step is taken later.</summary>
    private async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        try
        {
            for (int i = 1; i <= to; i++)
            {
                _seen.Add($"step {i} in {Where}");
                if (i % 2 == 0)
                    await Task.Delay(1, cancel);
                cancel.ThrowIfCancellationRequested();
                yield return i;
            }
        }
        finally
        {
            _seen.Add($"done in {Where}");
        }
    }

    [Fact]
    public void Outside_an_execution_a_stream_is_the_stream_itself()
    {
        IAsyncEnumerable<int> items = CountAsync(1);

        Assert.Same(items, Call(() => items));
    }

    [Fact]
    public async Task A_call_begins_with_its_first_step_and_ends_with_its_last_in_a_frame_that_is_only_around_the_steps()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            IAsyncEnumerable<int> items = Call(() => CountAsync(3));
            Assert.Empty(execution.Records);
            await foreach (int item in items)
                _seen.Add($"got {item} in {Where}");
            _seen.Add($"after in {Where}");
        });

        Assert.Equal(
            ["step 1 in 1", "got 1 in 0", "step 2 in 1", "got 2 in 0", "step 3 in 1", "got 3 in 0", "done in 1", "after in 0"], _seen);
        Assert.Equal(["0: start stream {} as 1", """1: end ok {"items":3}"""], execution.Records);
    }

    [Fact]
    public async Task Who_stops_reading_ends_the_call_with_what_it_has_read()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            await foreach (int item in Call(() => CountAsync(9)))
            {
                if (item == 2)
                    break;
            }

            _seen.Add($"after in {Where}");
        });

        Assert.Equal(["step 1 in 1", "step 2 in 1", "done in 1", "after in 0"], _seen);
        Assert.Equal(["0: start stream {} as 1", """1: end ok {"items":2}"""], execution.Records);
    }

    [Fact]
    public async Task Each_enumeration_is_a_call_and_none_is_no_call()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            _ = Call(() => CountAsync(1));
            IAsyncEnumerable<int> items = Call(() => CountAsync(1));
            await items.ToListAsync();
            await items.ToListAsync();
            await using IAsyncEnumerator<int> unread = items.GetAsyncEnumerator();
        });

        Assert.Equal(
            ["0: start stream {} as 1", """1: end ok {"items":1}""", "0: start stream {} as 2", """2: end ok {"items":1}"""], execution.Records);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_ends_the_call_and_reaches_the_caller_as_it_was(bool atOnce)
    {
        using var execution = new TestExecution();
        var thrown = new TimeoutException("late");
        Exception? caught = null;
        await execution.RunAsync(async () =>
        {
            caught = await Assert.ThrowsAsync<TimeoutException>(async () => await Call(() => Failing()).ToListAsync());
            _seen.Add($"after in {Where}");
        });

        Assert.Same(thrown, caught);
        Assert.Contains(nameof(Failing), caught!.StackTrace, StringComparison.Ordinal);
        Assert.Equal(["after in 0"], _seen);
        Assert.Equal(["0: start stream {} as 1", "1: end TimeoutException"], execution.Records);

        async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            if (!atOnce)
                await Task.Yield();
            throw thrown;
        }
    }

    [Fact]
    public async Task What_throws_before_there_is_a_stream_throws_in_place_and_is_recorded()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() => Assert.Throws<ArgumentException>(() => { _ = Call(() => throw new ArgumentException("no")); }));

        Assert.Equal(["0: start stream {} as 1", "1: end ArgumentException"], execution.Records);
    }

    [Fact]
    public async Task Null_stays_null()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() => Assert.Null(Call(() => null!)));
        Assert.Empty(execution.Records);
    }

    [Fact]
    public async Task An_exception_in_the_end_of_the_enumeration_ends_the_call()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() => Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await foreach (int item in Call(() => Failing()))
                break;
        }));

        Assert.Equal(["0: start stream {} as 1", "1: end TimeoutException"], execution.Records);

        static async IAsyncEnumerable<int> Failing()
        {
            try
            {
                yield return 1;
            }
            finally
            {
                await Task.Yield();
                throw new TimeoutException("late");
            }
        }
    }

    [Fact]
    public async Task The_token_of_the_enumeration_reaches_the_iterator_and_a_stop_that_was_asked_for_is_revoked()
    {
        using var execution = new TestExecution();
        using var stop = new CancellationTokenSource();
        await execution.RunAsync(() => Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int item in Call(() => CountAsync(9)).WithCancellation(stop.Token))
            {
                if (item != 2)
                    continue;
                execution.Stop(StopReason.Cancel);
                stop.Cancel();
            }
        }));

        Assert.Equal("done in 1", _seen[^1]);
        Assert.Equal(["0: start stream {} as 1", "1: end revoked"], execution.Records);
    }

    [Fact]
    public async Task Streams_in_streams_nest_and_what_flows_in_a_caller_stays_its_own()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            Flow.Value = "caller's";
            await foreach (int item in Call(Doubled))
                _seen.Add($"got {item} in {Where} {Flow.Value}");
        });

        Assert.Equal(["step 1 in 2", "got 2 in 0 caller's", "step 2 in 2", "got 4 in 0 caller's", "done in 2"], _seen);
        Assert.Equal(
            ["0: start stream {} as 1", "1: start stream {} as 2", """2: end ok {"items":2}""", """1: end ok {"items":2}"""], execution.Records);

        static async IAsyncEnumerable<int> Numbers(StreamCallTests tests)
        {
            await foreach (int item in tests.CountAsync(2))
                yield return item;
        }

        async IAsyncEnumerable<int> Doubled()
        {
            await foreach (int item in Call(() => Numbers(this)))
            {
                Flow.Value = "stream's";
                yield return item * 2;
            }
        }
    }

    [Fact]
    public async Task Streams_that_are_read_in_turns_keep_their_frames_apart()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            await foreach ((int left, int right) in Call(() => CountAsync(2)).Zip(Call(() => CountAsync(2))))
                _seen.Add($"got {left} {right} in {Where}");
        });

        Assert.Equal(["step 1 in 1", "step 1 in 2", "got 1 1 in 0", "step 2 in 1", "step 2 in 2", "got 2 2 in 0", "done in 1", "done in 2"], _seen);
    }

    [Fact]
    public async Task Too_many_streams_are_counted_like_any_call()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            for (int i = 0; i < 1_002; i++)
                await Call(() => Empty()).ToListAsync();
        });

        Assert.Equal("0: counted stream 2 0", execution.Records[^1]);

        static async IAsyncEnumerable<int> Empty()
        {
            await Task.CompletedTask;
            yield break;
        }
    }
}
