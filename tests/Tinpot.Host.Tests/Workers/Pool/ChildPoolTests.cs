using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Workers.Pool;

namespace Tinpot.Host.Tests.Workers.Pool;

public sealed class ChildPoolTests
{
    [Fact]
    public async Task A_child_serves_one_execution_after_another()
    {
        await using var pool = new PoolHarness();
        int first = await pool.IdleChildAsync();

        for (int run = 0; run < 5; run++)
            Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);

        Assert.Equal(first, await pool.IdleChildAsync());
        Assert.Equal(1, pool.Pool.Count);
    }

    [Fact]
    public async Task Executions_at_once_have_a_child_each()
    {
        await using var pool = new PoolHarness();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => pool.RunAsync("sleep", """{"seconds":0.5}""")));

        Assert.Equal(3, pool.Pool.Count);
    }

    [Fact]
    public async Task A_child_on_its_way_is_taken_before_another_is_started()
    {
        await using var pool = new PoolHarness();
        using var stop = new CancellationTokenSource();
        Task running = pool.Pool.RunAsync(stop.Token);

        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);

        Assert.Equal(1, pool.Pool.Count);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_child_is_replaced_after_so_many_executions()
    {
        await using var pool = new PoolHarness(options => options with { MaxExecutions = 2 });
        int first = await pool.IdleChildAsync();

        await pool.RunAsync("count");
        Assert.Equal(first, await pool.IdleChildAsync());
        await pool.RunAsync("count");

        await UntilGoneAsync(first);
        Assert.NotEqual(first, await pool.IdleChildAsync());
    }

    [Fact]
    public async Task A_child_that_has_grown_too_much_is_replaced()
    {
        await using var pool = new PoolHarness(options => options with { MaxMemory = -1_000_000_000 });
        Child first = await pool.Pool.RentAsync(CancellationToken.None);
        Assert.InRange(first.Memory, 10_000_000, 1_000_000_000);

        pool.Pool.Return(first);

        await UntilGoneAsync(first.Id);
    }

    [Fact]
    public async Task A_child_that_nobody_needs_is_closed_after_a_while()
    {
        var clock = new FakeTimeProvider();
        await using var pool = new PoolHarness(clock: clock);
        using var stop = new CancellationTokenSource();
        int first = await pool.IdleChildAsync();
        Task running = pool.Pool.RunAsync(stop.Token);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(first, await pool.IdleChildAsync());

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (IsAlive(first))
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(5, deadline.Token);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_pool_that_is_disposed()
    {
        var pool = new PoolHarness();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => pool.RunAsync("sleep", """{"seconds":0.3}""")));
        int child = await pool.IdleChildAsync();

        await pool.DisposeAsync();

        Assert.Equal(0, pool.Pool.Count);
        Assert.False(IsAlive(child));
    }

    [Fact]
    public async Task Nothing_is_left_of_what_a_disposed_pool_was_starting()
    {
        using var folder = new TestFolder();
        var pool = new PoolHarness(program: TestProgram.ChildThatNotes(folder.File("started")));
        Task<string?>[] added = [.. Enumerable.Range(0, 4).Select(_ => pool.Pool.TryAddAsync(CancellationToken.None))];
        await Eventually.TrueAsync(() => folder.Lines("started").Length > 0, "one is started");

        await pool.DisposeAsync();

        string[] started = folder.Lines("started");
        Assert.DoesNotContain(started, child => IsAlive(int.Parse(child, CultureInfo.InvariantCulture)));
        await Task.WhenAll(added);
        Assert.Equal(started, folder.Lines("started"));
    }

    [Fact]
    public async Task A_pool_that_stops_starts_only_what_an_execution_needs()
    {
        using var folder = new TestFolder();
        var pool = new PoolHarness(program: TestProgram.ChildThatNotes(folder.File("started")));
        Child child = await pool.Pool.RentAsync(CancellationToken.None);

        pool.Pool.StopPreparing();
        child.Retire();
        pool.Pool.Return(child);

        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
        child = await pool.Pool.RentAsync(CancellationToken.None);
        child.Retire();
        pool.Pool.Return(child);
        await pool.DisposeAsync();
        Assert.Equal(2, folder.Lines("started").Length);
    }

    [Fact]
    public async Task A_program_of_another_build_is_refused_and_ends_the_pool()
    {
        await using var pool = new PoolHarness(options => options with { Build = "another" });

        await Assert.ThrowsAsync<ProgramReplacedException>(() => pool.Pool.RentAsync(CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<ProgramReplacedException>(() => pool.Pool.RunAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("echo")]
    [InlineData("no-such-program-anywhere")]
    public async Task A_program_that_is_no_child_is_told_what_its_Main_lacks(string program)
    {
        var options = new ChildPoolOptions { Build = "", MostFrameBytes = 1_000_000 };
        await using var pool = new ChildPool(new ChildProgram(program, []), options, NullLogger<ChildPool>.Instance, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<ChildStartException>(() => pool.RentAsync(CancellationToken.None).AsTask());

        Assert.Contains(program.StartsWith("no-", StringComparison.Ordinal) ? "could not be started" : "TinpotHost.IsChild(args)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_says_nothing_is_killed_and_told()
    {
        var options = new ChildPoolOptions { Build = "", MostFrameBytes = 1_000_000, GreetingTime = TimeSpan.FromSeconds(0.2) };
        await using var pool = new ChildPool(
            new ChildProgram("sh", ["-c", "sleep 1000; :"]), options, NullLogger<ChildPool>.Instance, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<ChildStartException>(() => pool.RentAsync(CancellationToken.None).AsTask());

        Assert.Contains("did not send its greeting within", refusal.Message, StringComparison.Ordinal);
        while (pool.Count > 0)
            await Task.Delay(5);
    }

    [Fact]
    public async Task A_child_outlives_the_thread_that_asked_for_it()
    {
        await using var pool = new PoolHarness();
        Child? child = null;
        var thread = new Thread(() => child = pool.Pool.RentAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        thread.Start();
        thread.Join();

        pool.Pool.Return(child!);

        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
        Assert.Equal(child!.Id, await pool.IdleChildAsync());
    }

    [Fact]
    public async Task A_child_that_is_gone_can_be_killed_again_without_a_word()
    {
        await using var pool = new PoolHarness();
        Child child = await pool.Pool.RentAsync(CancellationToken.None);
        child.Kill();
        await child.Gone.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, child.Kill());

        Assert.DoesNotContain(pool.Logger.Messages, message => message.Contains("One step of ending", StringComparison.Ordinal));
    }

    private static async Task UntilGoneAsync(int process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (IsAlive(process))
            await Task.Delay(5, deadline.Token);
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
