using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Host.Tests.Platform;
using Tinpot.Security;
using Tinpot.Workers.Leases;

namespace Tinpot.Host.Tests.Workers.Leases;

/// <summary>Renewing and fencing, pass by pass, on a clock that stands.</summary>
public sealed class LeaseKeeperTests
{
    private static readonly LeaseTimes Times = new(TimeSpan.FromSeconds(30));

    private readonly FakeTimeProvider _clock = new();
    private readonly ActiveRuns _runs = new(10);
    private readonly RecordingLogger _log = new();

    [Fact]
    public void Everything_follows_from_the_time_of_a_lease() => Assert.Equal(
        (10, 5, 5, 25), (Times.Renew.TotalSeconds, Times.Reap.TotalSeconds, Times.Margin.TotalSeconds, Times.Held.TotalSeconds));

    [Fact]
    public void What_was_not_renewed_is_stopped_before_its_lease_is_over_and_told_once()
    {
        ActiveRun run = Start();
        LeaseFence fence = Fence();

        _clock.Advance(TimeSpan.FromSeconds(24));
        Assert.InRange(fence.Pass(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1));
        Assert.False(run.Lost);
        run.Guard();

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Throws<OwnershipLostException>(run.Guard);
        fence.Pass();
        fence.Pass();
        Assert.True(run.Lost);
        Assert.Equal(StopReason.Shutdown, run.Stop.Reason);
        Assert.Contains("could not be renewed in time", Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_lost_is_killed_again_until_it_is_gone()
    {
        ActiveRun run = Start();
        int kills = 0;
        run.Stop.Process.SetTarget(() => kills++);
        LeaseFence fence = Fence();
        _clock.Advance(TimeSpan.FromSeconds(25));

        for (int pass = 0; pass < 3; pass++)
            fence.Pass();
        Assert.Equal(3, kills);

        run.Stop.Process.ClearTarget();
        fence.Pass();
        Assert.Equal(3, kills);
        Assert.Single(_log.Messages);
    }

    [Fact]
    public void A_renewal_counts_from_when_it_was_asked_for()
    {
        ActiveRun run = Start();
        using LeaseKeeper keeper = Keeper(leases =>
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            return Held(leases);
        });

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Times.Renew, keeper.Renew(CancellationToken.None));

        Assert.Equal(15, run.Term!.Left.TotalSeconds);
    }

    [Fact]
    public void What_is_over_is_not_renewed_any_more()
    {
        ActiveRun run = Start();
        IReadOnlyList<Lease> asked = [];
        using LeaseKeeper keeper = Keeper(leases => Held(asked = leases));

        _clock.Advance(TimeSpan.FromSeconds(26));
        ActiveRun young = Start();
        Assert.Equal(Times.Renew, keeper.Renew(CancellationToken.None));

        Assert.True(run.Lost);
        Assert.Equal([young.Lease], asked);
    }

    [Fact]
    public void What_the_store_says_is_lost_is_stopped()
    {
        ActiveRun mine = Start(), lost = Start();
        using LeaseKeeper keeper = Keeper(leases => [.. leases.Select(lease => new LeaseStatus(lease, false, Lost: lease == lost.Lease))]);

        keeper.Renew(CancellationToken.None);

        Assert.True(lost.Lost);
        Assert.Equal((false, StopReason.None), (mine.Lost, mine.Stop.Reason));
        Assert.Contains("has another owner or no longer exists", Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_ended_is_not_stopped_when_the_store_knows_of_its_end()
    {
        ActiveRun run = Start();
        run.End();
        using LeaseKeeper keeper = Keeper(leases => [.. leases.Select(lease => new LeaseStatus(lease, false, Lost: true))]);

        keeper.Renew(CancellationToken.None);

        Assert.False(run.Lost);
        Assert.Empty(_log.Messages);
    }

    [Fact]
    public void Every_renewal_tells_of_cancel_requests()
    {
        ActiveRun run = Start();
        using LeaseKeeper keeper = Keeper(leases => [.. leases.Select(lease => new LeaseStatus(lease, CancelRequested: true, false))]);

        keeper.Renew(CancellationToken.None);

        Assert.Equal((false, StopReason.Cancel), (run.Lost, run.Stop.Reason));
    }

    [Fact]
    public void While_the_store_is_away_it_is_asked_again_and_what_runs_goes_on_as_long_as_its_lease_holds()
    {
        ActiveRun run = Start();
        bool away = true;
        using LeaseKeeper keeper = Keeper(leases => away ? throw new StoreUnavailableException("away") : Held(leases));

        for (int second = 1; second < 25; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(keeper.Renew(CancellationToken.None) <= Times.Renew / 10);
        }

        Assert.False(run.Lost);
        away = false;
        Assert.Equal(Times.Renew, keeper.Renew(CancellationToken.None));
        Assert.Equal(25, run.Term!.Left.TotalSeconds);
    }

    private ActiveRun Start()
    {
        var run = new ActiveRun(
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
            new LeaseTerm(Times.Held, _clock.GetTimestamp(), _clock));
        _runs.Add(run);
        return run;
    }

    private LeaseFence Fence() => new(_runs, Times.Margin, TestLoops.New(_clock), _log);

    private LeaseKeeper Keeper(Func<IReadOnlyList<Lease>, IReadOnlyList<LeaseStatus>> renew) =>
        new(new RenewalSource(renew), _runs, Fence(), Times, TestLoops.New(_clock), _clock, _log);

    private static IReadOnlyList<LeaseStatus> Held(IReadOnlyList<Lease> leases) =>
        [.. leases.Select(lease => new LeaseStatus(lease, false, false))];
}
