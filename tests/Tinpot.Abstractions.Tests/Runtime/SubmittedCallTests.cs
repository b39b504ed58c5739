using System.Text.Json;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

public sealed class SubmittedCallTests
{
    [Fact]
    public async Task It_is_a_call_in_the_tree_and_leaves_its_caller_where_it_was()
    {
        using var execution = new TestExecution { Submitter = new Host(_ => "8") };
        await execution.RunAsync(async () =>
        {
            ActionExecution before = ActionExecution.Current!;
            Task<int> running = SubmittedCall.RunAsync<Double, int>(new(4));
            Assert.Same(before, ActionExecution.Current);
            Assert.Equal(8, await running);
            Assert.Same(before, ActionExecution.Current);
        });
        Assert.Equal(["0: start double apart {\"number\":4} as 1", "1: end ok 8"], execution.Records);
    }

    [Fact]
    public async Task A_failure_is_recorded_and_thrown()
    {
        var failure = new ActionFailedException(Guid.CreateVersion7(), "double", "FAILURE", "timeout", "timeout", "It took too long.");
        using var execution = new TestExecution { Submitter = new Host(_ => throw failure) };
        Assert.Same(failure, await Assert.ThrowsAsync<ActionFailedException>(
            () => execution.RunAsync(() => SubmittedCall.RunAsync<Double, int>(new(4)))));
        Assert.Equal($"Execution {failure.ExecutionId} of 'double' ended FAILURE (timeout): It took too long.", failure.Message);
        Assert.Equal("1: end ActionFailedException", execution.Records[^1]);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_though_the_host_does_not_answer()
    {
        using var execution = new TestExecution { Submitter = new Host(null) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution.RunAsync(async () =>
        {
            Task waiting = SubmittedCall.RunAsync<Double, int>(new(4));
            execution.Stop(StopReason.Cancel);
            await waiting;
        }));
        Assert.Equal("1: end revoked", execution.Records[^1]);
    }

    [Fact]
    public async Task Beyond_a_thousand_they_run_and_are_counted()
    {
        var host = new Host(_ => "0");
        using var execution = new TestExecution { Submitter = host };
        await execution.RunAsync(async () =>
        {
            for (int i = 0; i < 1_003; i++)
                await SubmittedCall.RunAsync<Double, int>(new(i));
        });
        Assert.Equal(1_003, host.Asked);
        Assert.Equal("0: counted double 3 0", execution.Records[^1]);
    }

    [Fact]
    public async Task A_large_result_comes_whole_and_is_recorded_as_cut()
    {
        string large = new('x', 10_000);
        using var execution = new TestExecution { Submitter = new Host(_ => $"\"{large}\"") };
        await execution.RunAsync(async () => Assert.Equal(large, await SubmittedCall.RunAsync<Text, string>(new())));
        Assert.Equal("1: end ok truncated", execution.Records[^1]);
    }

    /// <param name="answer">null = never.</param>
    private sealed class Host(Func<string, string>? answer) : ISubmitter
    {
        public int Asked { get; private set; }

        public async Task<ReadOnlyMemory<byte>?> RunAsync(Guid id, string action, ReadOnlyMemory<byte> arguments)
        {
            Asked++;
            if (answer is null)
                await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return System.Text.Encoding.UTF8.GetBytes(answer!(action));
        }
    }

    // What the generator emits, by hand

    private readonly struct Double(int number) : ISubmittedCall<int>
    {
        public static string Action => "double";

        public static ValueTask RunAsync(ActionInvocation invocation) => default;

        public static int ReadResult(ref Utf8JsonReader reader) => ValueReader.ReadInt32(ref reader);

        public void WriteArguments(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number"u8, number);
            writer.WriteEndObject();
        }

        public void WriteSubmission(Utf8JsonWriter writer) => WriteArguments(writer);
    }

    private readonly struct Text : ISubmittedCall<string>
    {
        public static string Action => "text";

        public static ValueTask RunAsync(ActionInvocation invocation) => default;

        public static string ReadResult(ref Utf8JsonReader reader) => ValueReader.ReadString(ref reader);

        public void WriteArguments(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }

        public void WriteSubmission(Utf8JsonWriter writer) => WriteArguments(writer);
    }
}
