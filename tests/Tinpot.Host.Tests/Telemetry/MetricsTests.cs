using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Host.Tests.Stores;
using Tinpot.Host.Tests.Stores.Redis;
using Tinpot.Host.Tests.Stores.Sqlite;
using Tinpot.Host.Tests.Workers;
using Tinpot.Host.Tests.Workers.Running;
using Tinpot.Telemetry;

namespace Tinpot.Host.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public async Task Executions_are_counted_and_timed_by_action_queue_and_end()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { });
        using var seen = new Measurements(host.Services.GetRequiredService<ExecutionMetrics>());

        await host.Client.RunAsync("api_add", """{"left": 1}""");
        await host.Client.RunAsync("api_add", """{"left": 2}""");
        await host.Client.RunAsync("api_fail");
        await seen.UntilAsync("tinpot.execution.finished{action=api_add,queue=default,state=SUCCESS}", 2);
        await seen.UntilAsync("tinpot.execution.finished{action=api_fail,queue=default,state=FAILURE,reason=exception}", 1);

        Assert.Equal(2, seen.Sum("tinpot.execution.submitted{action=api_add,queue=default}"));
        Assert.Equal(2, seen.Sum("tinpot.execution.started{action=api_add,queue=default}"));
        Assert.Equal(2, seen.Count("tinpot.execution.wait.duration{action=api_add,queue=default}"));
        Assert.Equal(2, seen.Count("tinpot.execution.run.duration{action=api_add,queue=default,state=SUCCESS}"));
        Assert.Equal(1, seen.Sum("tinpot.execution.submitted{action=api_fail,queue=default}"));
        Assert.InRange(seen.Sum("tinpot.execution.run.duration{action=api_fail,queue=default,state=FAILURE}"), double.Epsilon, 60);
    }

    [Fact]
    public async Task A_worker_tells_how_much_it_runs_and_could_run_and_that_it_looks_for_work()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => options.Concurrency = 3);
        using var seen = new Measurements(host.Services.GetRequiredService<ExecutionMetrics>());
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("log");

        Dictionary<string, double> now = seen.Read();
        Gates.Open(gate);

        Assert.Equal((1, 3), (now["tinpot.worker.running{}"], now["tinpot.worker.slots{}"]));
        Assert.InRange(now["tinpot.worker.claim_loop.age{}"], 0, 60);
    }

    [Fact]
    public async Task What_waits_is_told_by_queue_and_so_is_that_nothing_does_any_more()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => options.Concurrency = 1);
        using var seen = new Measurements(host.Services.GetRequiredService<ExecutionMetrics>());
        string gate = Gates.New();
        await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");

        await seen.UntilReadAsync("tinpot.queue.waiting{queue=default}", 1);
        await seen.UntilReadAsync("tinpot.queue.oldest_wait{queue=default}", static seconds => seconds is > 0 and < 60);
        Gates.Open(gate);

        await seen.UntilReadAsync("tinpot.queue.waiting{queue=default}", 0);
        await seen.UntilReadAsync("tinpot.queue.oldest_wait{queue=default}", 0);
    }

    [Fact]
    public async Task Dropped_lines_are_counted()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => options.LogLimit = 4_000);
        using var seen = new Measurements(host.Services.GetRequiredService<ExecutionMetrics>());

        await host.Client.RunAsync("api_print", """{"lines": 100, "length": 100}""");

        Assert.InRange(seen.Sum("tinpot.log.dropped{action=api_print,queue=default}"), 60, 99);
    }

    [Fact]
    public async Task What_a_store_cannot_answer_is_counted_by_what_was_asked()
    {
        await using SqliteHarness harness = await SqliteHarness.OpenAsync();
        ExecutionMetrics metrics = TestMeters.NewMetrics();
        using var seen = new Measurements(metrics);
        var flaky = new FlakyWorkSource(harness.Work) { FailEvery = 1 };
        var observed = new ObservedWorkSource(flaky, metrics, Health(), TimeProvider.System);
        ClaimedExecution claimed = await harness.StartAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            observed.AppendAsync(claimed.Lease, Given.Lines(claimed.Lease, 2, 1, 1), CancellationToken.None));
        await observed.RenewAsync([claimed.Lease], CancellationToken.None);

        Assert.Equal(1, seen.Sum("tinpot.store.unavailable{operation=append}"));
        Assert.Equal(1, seen.Count("tinpot.lease.renewal.duration{}"));
        Assert.Equal(0, seen.Sum("tinpot.store.unavailable{operation=renew}"));
    }

    [Fact]
    public async Task An_attempt_whose_worker_is_gone_is_counted_where_that_is_noticed()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        ExecutionMetrics metrics = TestMeters.NewMetrics();
        using var seen = new Measurements(metrics);
        var source = new ObservedWorkSource(store.Work, metrics, Health(), TimeProvider.System);
        await store.SubmitAsync(Given.Submission("once", "night shift"));
        await store.SubmitAsync(Given.Submission("again") with { Retries = 1 });
        Assert.Equal(2, (await store.Work.ClaimAsync(Given.AnyWork, CancellationToken.None)).Count);

        for (int pass = 0; pass < 13; pass++)
        {
            store.Time.Advance(store.Options.Lease / 6);
            await source.ReapAsync(CancellationToken.None);
        }

        Assert.Equal(1, seen.Sum("tinpot.execution.finished{action=once,queue=night shift,state=FAILURE,reason=lost}"));
        Assert.Equal(1, seen.Sum("tinpot.execution.finished{action=again,queue=default,state=PENDING}"));
    }

    [Fact]
    public async Task An_attempt_that_another_owns_by_now_is_counted_as_lost_and_not_as_ended()
    {
        await using WorkerHarness worker = await WorkerHarness.StartAsync(
            new TinpotOptions(), TimeSpan.FromSeconds(30), source => source.IsLost = static _ => true,
            new TestAction("say", _ =>
            {
                Console.WriteLine("hello");
                return default;
            }));
        using var seen = new Measurements(worker.Metrics);

        await worker.SubmitAsync("say");
        await seen.UntilAsync("tinpot.lease.lost{action=say,queue=default}", 1);

        Assert.Equal(1, seen.Sum("tinpot.execution.started{action=say,queue=default}"));
        Assert.DoesNotContain("tinpot.execution.finished", seen.ToString());
    }

    private static StoreHealth Health() => new("The store", TimeProvider.System, NullLogger<StoreHealth>.Instance);
}
