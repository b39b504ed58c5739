using Tinpot.Executions;
using Tinpot.Host.Tests.Stores;
using Tinpot.Host.Tests.Stores.Sqlite;
using Tinpot.Host.Tests.Workers.Injection;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Running;

namespace Tinpot.Host.Tests.Workers.Running;

public sealed class LeaseEventSinkTests
{
    [Fact]
    public async Task What_is_closed_takes_no_more_so_that_the_end_is_the_last_event()
    {
        await using SqliteHarness store = await SqliteHarness.OpenAsync();
        var run = new ActiveRun(await store.StartAsync());
        Lease lease = run.Lease;
        var source = new FlakyWorkSource(store.Work);
        using var sink = new LeaseEventSink(source, run, new StoreRetry(TimeProvider.System), _ => { });
        await sink.WriteAsync(Given.Lines(lease, 2, 1, 1), CancellationToken.None);

        await sink.CloseAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await sink.WriteAsync(Given.Lines(lease, 3, 2, 1), CancellationToken.None));
        Assert.Equal(1, source.Appends);
    }

    [Fact]
    public async Task Closing_ends_a_retry_that_is_under_way()
    {
        await using SqliteHarness store = await SqliteHarness.OpenAsync();
        var run = new ActiveRun(await store.StartAsync());
        Lease lease = run.Lease;
        var source = new FlakyWorkSource(store.Work) { FailEvery = 1 };
        using var sink = new LeaseEventSink(source, run, new StoreRetry(TimeProvider.System), _ => { });
        Task writing = sink.WriteAsync(Given.Lines(lease, 2, 1, 1), CancellationToken.None).AsTask();

        await sink.CloseAsync().WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task Failure_of_any_kind_gives_the_run_up()
    {
        foreach ((string name, Func<Exception> make) in FaultKinds.All.Where(kind => kind.Name != "unavailable"))
        {
            await using SqliteHarness store = await SqliteHarness.OpenAsync();
            var run = new ActiveRun(await store.StartAsync());
            var source = new FaultyWorkSource(store.Work) { Fault = new StoreFault("Append", name, make, Done: false) };
            List<Exception> faults = [];
            using var sink = new LeaseEventSink(source, run, new StoreRetry(TimeProvider.System), faults.Add);

            Exception? thrown = await Record.ExceptionAsync(
                async () => await sink.WriteAsync(Given.Lines(run.Lease, 2, 1, 1), CancellationToken.None));

            Assert.Equal(thrown, Assert.Single(faults));
            Assert.Equal(make().Message, thrown?.Message);
        }
    }
}
