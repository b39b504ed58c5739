using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Host.Tests.Fleet.Redis;
using Tinpot.Host.Tests.Hosting;

namespace Tinpot.Host.Tests.Fleet;

public class QueueStatusTests
{
    private static readonly LocalCatalog Catalog = RedisRegistry.Catalog(
        TestAction.Echo("plain", ""),
        TestAction.Echo("draw", "") with { Queue = "gpu" },
        TestAction.Echo("render", "") with { Queue = "gpu" },
        TestAction.Echo("deploy", "") with { Queue = "gpu", Group = "DevOps" });

    private static readonly LocalCatalog Part = RedisRegistry.Catalog(TestAction.Echo("draw", "") with { Queue = "gpu" });

    private static readonly FleetActions Known = Catalog.Actions with
    {
        NamesOf = new Dictionary<string, IReadOnlySet<string>> { [Catalog.Hash] = Catalog.Names, [Part.Hash] = Part.Names },
    };

    [Fact]
    public void A_lane_without_workers_is_shown_for_its_actions_or_its_work() => Assert.Equal(
        ["default/General 0 workers, unserved plain", "gpu/DevOps 0 workers, unserved deploy", "gpu/General 0 workers, unserved draw,render", "odd/Z 0 workers, unserved "],
        Shown([], new LaneLoad(new Lane("odd", "Z"), 3, 0, TimeSpan.FromSeconds(4))));

    [Fact]
    public void A_worker_counts_where_it_serves_and_has_actions() => Assert.Equal(
        ["default/General 1 workers, unserved ", "gpu/DevOps 0 workers, unserved deploy", "gpu/General 2 workers, unserved "],
        Shown([Worker(Catalog, null, ["General"]), Worker(Part, ["gpu"], null)]));

    [Fact]
    public void An_action_that_no_worker_has_is_named() => Assert.Equal(
        ["default/General 0 workers, unserved plain", "gpu/DevOps 0 workers, unserved deploy", "gpu/General 1 workers, unserved render"],
        Shown([Worker(Part, null, null)]));

    [Fact]
    public void Who_drains_serves_nothing() => Assert.Equal(
        ["default/General 0 workers, unserved plain", "gpu/DevOps 0 workers, unserved deploy", "gpu/General 0 workers, unserved draw,render"],
        Shown([Worker(Catalog, null, null) with { State = WorkerState.Draining }]));

    private static WorkerStatus Worker(LocalCatalog catalog, string[]? queues, string[]? groups) =>
        RedisRegistry.Worker("w", catalog) with { Queues = queues, Groups = groups, State = WorkerState.Running };

    private static IEnumerable<string> Shown(WorkerStatus[] workers, params LaneLoad[] loads) =>
        QueueStatus.Of(Known, workers, loads).Select(queue => $"{queue.Load.Lane.Queue}/{queue.Load.Lane.Group} {queue.Workers} workers, unserved {string.Join(',', queue.Unserved)}");
}
