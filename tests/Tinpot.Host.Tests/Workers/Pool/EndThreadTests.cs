using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Log;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>The end of an execution is handled on the thread that has read it, unless something may block that thread.</summary>
public sealed class EndThreadTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_next_execution_begins_where_the_end_was_read()
    {
        await using var pool = new PoolHarness();
        Child child = await pool.Pool.RentAsync(CancellationToken.None);
        ChildRun first = Run(), second = Run();
        Task<(string? Thread, bool Held, bool Began)> next = first.End.ContinueWith(
            _ => (Thread.CurrentThread.Name, child.Gate.IsHeldByCurrentThread, child.TryBegin(second, Count())),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        Assert.True(child.TryBegin(first, Count()));

        Assert.Equal(($"Tinpot child {child.Id}", false, true), await next.WaitAsync(Deadline));
        Assert.IsType<ChildResult.Reported>(await second.End.WaitAsync(Deadline));
    }

    [Fact]
    public async Task What_may_block_does_not_happen_there()
    {
        await using var pool = new PoolHarness();
        var thread = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        pool.Logger.OnMessage = message =>
        {
            if (message.Contains("left in its process", StringComparison.Ordinal))
                thread.TrySetResult(Thread.CurrentThread.Name);
        };

        ExecutionOutcome outcome = (await pool.RunAsync("spoil_system", """{"what":"signal"}""")).Outcome;

        Assert.Equal(ExecutionState.SUCCESS, outcome.State);
        Assert.DoesNotContain("Tinpot child", await thread.Task.WaitAsync(Deadline) ?? "", StringComparison.Ordinal);
    }

    private static ChildRun Run()
    {
        var log = new TestLog();
        return new ChildRun(new FrameDispatcher(log.Log), log.Log.Root.OpenRaw(), CrashTail.Create(), submitter: null);
    }

    private static ActionStart Count() =>
        new(Guid.CreateVersion7(), "count", 1, "somebody", 100_000, TimeSpan.FromSeconds(10), Encoding.UTF8.GetBytes("{}"));
}
