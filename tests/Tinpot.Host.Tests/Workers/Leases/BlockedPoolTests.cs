using Tinpot.Executions;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Stores.Redis;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Platform.Processes;
using Tinpot.Security;
using Tinpot.Workers.Leases;

namespace Tinpot.Host.Tests.Workers.Leases;

/// <summary>Nothing else runs beside these tests, which leave it no thread.</summary>
[CollectionDefinition(nameof(BlockedPoolTests), DisableParallelization = true)]
public sealed class BlockedPoolTestCollection;

/// <summary>Actions that block every thread of the pool, and what must happen all the same.</summary>
[Collection(nameof(BlockedPoolTests))]
public sealed class BlockedPoolTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly LeaseTimes _times = new(TimeSpan.FromSeconds(1));
    private readonly ShiftedClock _clock = new();
    private readonly ActiveRuns _runs = new(10);
    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task Leases_are_renewed()
    {
        var source = new RenewalSource();
        var fence = new LeaseFence(_runs, _times.Margin, TestLoops.New(_clock), _log);
        using var keeper = new LeaseKeeper(source, _runs, fence, _times, TestLoops.New(_clock), _clock, _log);
        _runs.Add(Run());
        using var ended = new CancellationTokenSource();
        Task renewing = Task.CompletedTask;
        await BlockedPool.RunAsync(() =>
        {
            renewing = keeper.RenewAsync(ended.Token);
            Assert.True(SpinWait.SpinUntil(() => source.Renewals >= 3, Deadline));
        });

        await ended.CancelAsync();
        await renewing.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Leases_on_Redis_are_renewed()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync(options => options with { Clock = null, Lease = _times.Lease });
        var fence = new LeaseFence(_runs, _times.Margin, TestLoops.New(_clock), _log);
        using var keeper = new LeaseKeeper(store.Work, _runs, fence, _times, TestLoops.New(_clock), _clock, _log);
        var run = new ActiveRun(await store.StartAsync());
        _runs.Add(run);
        using var ended = new CancellationTokenSource();
        Task renewing = Task.CompletedTask;
        await BlockedPool.RunAsync(() =>
        {
            renewing = keeper.RenewAsync(ended.Token);
            for (int renewal = 0; renewal < 3; renewal++)
            {
                double before = Over();
                Assert.True(SpinWait.SpinUntil(() => Over() > before, Deadline));
            }
        });

        await ended.CancelAsync();
        await renewing.WaitAsync(Deadline);
        Assert.False(run.Lost);

        double Over() => store.Database.SortedSetScore(store.Store.Shards[0].Key("running"), run.Lease.ExecutionId.ToString("N")) ?? 0;
    }

    [Fact]
    public async Task What_cannot_be_renewed_is_stopped_also_while_a_renewal_hangs()
    {
        using var hanging = new ManualResetEventSlim();
        var source = new RenewalSource(_ =>
        {
            hanging.Wait(Deadline);
            return [];
        });
        var fence = new LeaseFence(_runs, _times.Margin, TestLoops.New(_clock), _log);
        using var keeper = new LeaseKeeper(source, _runs, fence, _times, TestLoops.New(_clock), _clock, _log);
        ActiveRun run = Run();
        _runs.Add(run);
        using var ended = new CancellationTokenSource();
        Task renewing = Task.CompletedTask, fencing = Task.CompletedTask;
        await BlockedPool.RunAsync(() =>
        {
            renewing = keeper.RenewAsync(ended.Token);
            fencing = fence.RunAsync(ended.Token);
            Assert.True(SpinWait.SpinUntil(() => run.Lost, Deadline));
        });

        Assert.Equal(1, source.Renewals);
        hanging.Set();
        await ended.CancelAsync();
        await Task.WhenAll(renewing, fencing).WaitAsync(Deadline);
    }

    [Fact]
    public async Task What_is_lost_is_dead_with_all_it_started_however_long_its_grace_is()
    {
        await using var pool = new PoolHarness(grace: TimeSpan.FromHours(1));
        int child = await pool.IdleChildAsync();
        ActiveRun run = Run();
        Task running = pool.RunAsync("run_script", """{"script":"trap '' TERM; sleep 1000 & setsid sleep 1000 & wait; wait"}""", run.Stop);
        List<ProcessEntry> started;
        using var deadline = new CancellationTokenSource(Deadline);
        while ((started = [.. ProcessTree.Descendants(child)]).Count < 3)
            await Task.Delay(5, deadline.Token);

        await BlockedPool.RunAsync(() =>
        {
            run.Lose();
            Assert.True(SpinWait.SpinUntil(() => IsGone(child) && started.TrueForAll(process => IsGone(process.Pid)), Deadline));
        });

        await running.WaitAsync(Deadline);
    }

    private static bool IsGone(int process) => ProcessStat.Read(process) is not { IsZombie: false };

    private ActiveRun Run() => new(
        new ClaimedExecution
        {
            Lease = new Lease(Guid.CreateVersion7(), 1),
            Action = "action",
            Queue = "default",
            ContractHash = "",
            Arguments = default,
            RequestedBy = Principal.Anonymous,
            Attempt = 1,
        },
        new LeaseTerm(_times.Held, _clock.GetTimestamp(), _clock));
}
