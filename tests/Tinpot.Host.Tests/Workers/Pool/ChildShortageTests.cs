using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Workers.Pool;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>Children that cannot be started again and again: for want of something of the system's, or because of their program.</summary>
public sealed class ChildShortageTests
{
    private const int Enough = 25;

    [Fact]
    public async Task Shortages_in_a_row_do_not_end_the_pool()
    {
        int? room = 0;
        await using var pool = new PoolHarness(options => options with { Room = () => room });
        using var stop = new CancellationTokenSource();
        Task running = pool.Pool.RunAsync(stop.Token);

        for (int attempt = 0; attempt < Enough; attempt++)
            Assert.Contains("0 more processes and threads can be started", await pool.Pool.TryAddAsync(CancellationToken.None));
        Assert.False(running.IsCompleted);

        room = null;
        Assert.Null(await pool.Pool.TryAddAsync(CancellationToken.None));
        await EndAsync(running, stop);
    }

    [Fact]
    public async Task A_child_that_is_ready_runs_nothing_while_it_would_get_no_threads()
    {
        bool room = true;
        await using var pool = new PoolHarness(options => options with { HasRoom = _ => room });
        int ready = await pool.IdleChildAsync();

        room = false;
        Assert.True((await Assert.ThrowsAsync<ChildStartException>(async () => await pool.Pool.RentAsync(CancellationToken.None))).Shortage);

        room = true;
        Assert.Equal(ready, await pool.IdleChildAsync());
    }

    [Theory]
    [InlineData("Out of memory.")]
    [InlineData("Failed to create CoreCLR, HRESULT: 0x8007000E")]
    [InlineData("sh: 1: Cannot fork: Resource temporarily unavailable")]
    [InlineData("error while loading shared libraries: libz.so.1: Too many open files")]
    public async Task Children_that_print_what_they_lack_do_not_end_the_pool(string said)
    {
        await using ChildPool pool = Pool($"echo '{said}' >&2; exit 134");
        using var stop = new CancellationTokenSource();
        Task running = pool.RunAsync(stop.Token);

        for (int attempt = 0; attempt < Enough; attempt++)
            Assert.Contains(said, await pool.TryAddAsync(CancellationToken.None));

        Assert.False(running.IsCompleted);
        await EndAsync(running, stop);
    }

    [Fact]
    public async Task Children_that_die_while_others_took_what_they_need_do_not_end_the_pool()
    {
        int asked = 0;
        // Plenty when it is looked for, nothing when the child began
        await using ChildPool pool = Pool("exit 134", options => options with { Room = () => Interlocked.Increment(ref asked) % 2 == 1 ? 1_000 : 3 });

        for (int attempt = 0; attempt < Enough; attempt++)
            Assert.True((await Assert.ThrowsAsync<ChildStartException>(() => pool.RentAsync(CancellationToken.None).AsTask())).Shortage);

        using var stop = new CancellationTokenSource();
        Task running = pool.RunAsync(stop.Token);
        Assert.False(running.IsCompleted);
        await EndAsync(running, stop);
    }

    [Fact]
    public async Task Failures_in_a_row_of_the_program_end_the_pool_and_one_that_comes_up_between_counts()
    {
        string broken = Path.GetTempFileName();
        try
        {
            string child = string.Join(' ', [TestProgram.Child.File, .. TestProgram.Child.Arguments]);
            await using ChildPool pool = Pool($"[ -e '{broken}' ] && exit 1; exec {child} \"$@\"", options => options with { Build = Tinpot.Platform.Reflection.CatalogBuild.Of(TestProgram.Catalog) });
            await FailAsync(pool, 19);
            File.Delete(broken);
            using var stop = new CancellationTokenSource();
            Task running = pool.RunAsync(stop.Token);
            Assert.Null(await pool.TryAddAsync(CancellationToken.None));
            // Both have greeted, so no success comes between
            Child[] ready = [await pool.RentAsync(CancellationToken.None), await pool.RentAsync(CancellationToken.None)];
            await File.WriteAllTextAsync(broken, "");
            await FailAsync(pool, 19);
            Assert.False(running.IsCompleted);
            Assert.Equal(2, ready.Length);

            await FailAsync(pool, 1);

            ChildStartException end = await Assert.ThrowsAsync<ChildStartException>(() => running.WaitAsync(TimeSpan.FromMinutes(1)));
            Assert.False(end.Shortage);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    private static async Task FailAsync(ChildPool pool, int times)
    {
        for (int attempt = 0; attempt < times; attempt++)
            Assert.Contains("ended before it sent its greeting", await pool.TryAddAsync(CancellationToken.None));
    }

    private static async Task EndAsync(Task running, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>A pool whose children are a script.</summary>
    private static ChildPool Pool(string script, Func<ChildPoolOptions, ChildPoolOptions>? configure = null)
    {
        var options = new ChildPoolOptions { Build = "", MostFrameBytes = 1_000_000, Room = () => null };
        return new ChildPool(
            new ChildProgram("sh", ["-c", script, "sh"]), configure?.Invoke(options) ?? options, NullLogger<ChildPool>.Instance, TimeProvider.System);
    }
}
