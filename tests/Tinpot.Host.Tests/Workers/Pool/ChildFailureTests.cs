using System.Text;
using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Log;
using Tinpot.Runtime;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>Whatever fails in the host while it deals with a child is the end of that child and of its execution, and of nothing else.</summary>
public sealed class ChildFailureTests
{
    public static TheoryData<Exception> Kinds =>
    [
        new InvalidOperationException("unforeseen"), new IOException("broken"), new JsonException("not JSON"), new OutOfMemoryException("no thread"),
        new OperationCanceledException("not by us"), new NullReferenceException("null"),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_fails_while_its_output_is_taken(Exception failure)
    {
        await using var pool = new PoolHarness();
        (Child child, ChildRun run) = await BeginAsync(pool, "flood_raw", """{"megabytes":1}""", _ => throw failure);

        ChildResult.Died end = await DiedAsync(run);

        Assert.Contains($"A frame from it could not be handled: {failure.GetType()}: {failure.Message}", end.Fault, StringComparison.Ordinal);
        await child.Gone.WaitAsync(TimeSpan.FromSeconds(60));
        await AssertGoesOnAsync(pool);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_fails_while_its_last_output_is_taken(Exception failure)
    {
        await using var pool = new PoolHarness();
        // Half a character, which is written when the end has come
        (_, ChildRun run) = await BeginAsync(pool, "write_raw", """{"pieces":["c3"]}""", text => text.Contains('\ufffd') ? throw failure : true);

        ChildResult.Died end = await DiedAsync(run);

        Assert.Contains($"Its output could not be handled: {failure.GetType()}: {failure.Message}", end.Fault, StringComparison.Ordinal);
        await AssertGoesOnAsync(pool);
    }

    [Fact]
    public async Task What_fails_while_it_is_told_what_to_do()
    {
        await using var pool = new PoolHarness();
        // They do not fit a frame
        (_, ChildRun run) = await BeginAsync(pool, "count", new byte[ChildProtocol.StartLimit], _ => true);

        ChildResult.Died end = await DiedAsync(run);

        Assert.Contains("A frame could not be sent to it", end.Fault, StringComparison.Ordinal);
        await AssertGoesOnAsync(pool);
    }

    private static Task<(Child, ChildRun)> BeginAsync(PoolHarness pool, string action, string arguments, Func<string, bool> take) =>
        BeginAsync(pool, action, Encoding.UTF8.GetBytes(arguments), take);

    private static async Task<(Child, ChildRun)> BeginAsync(PoolHarness pool, string action, byte[] arguments, Func<string, bool> take)
    {
        Child child = await pool.Pool.RentAsync(CancellationToken.None);
        var log = new TestLog();
        var run = new ChildRun(new FrameDispatcher(log.Log), new Taker(take), CrashTail.Create(), submitter: null);
        Assert.True(child.TryBegin(
            run, new ActionStart(Guid.CreateVersion7(), action, 1, "somebody", 100_000, TimeSpan.FromSeconds(10), arguments)));
        return (child, run);
    }

    private static async Task<ChildResult.Died> DiedAsync(ChildRun run) =>
        Assert.IsType<ChildResult.Died>(await run.End.WaitAsync(TimeSpan.FromSeconds(60)));

    private static async Task AssertGoesOnAsync(PoolHarness pool) =>
        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);

    private sealed class Taker(Func<string, bool> take) : IOutputWriter
    {
        public void Write(ReadOnlySpan<char> text) => take(text.ToString());

        public void Dispose()
        {
        }
    }
}
