using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Stores;
using Tinpot.Host.Tests.Stores.Redis;
using Tinpot.Host.Tests.Stores.Sqlite;
using Tinpot.Host.Tests.Telemetry;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Hosting;
using Tinpot.Platform;
using Tinpot.Security;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Running;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>A worker and the upkeep of its store, with every loop and both runners, on a store whose calls can be made to fail.</summary>
internal sealed class InjectionHost : IAsyncDisposable
{
    private readonly StoreHarness _store;
    private readonly PoolHarness _pool = new();
    private readonly ActionServices _services = new(TestProgram.Catalog, new ConfigurationBuilder().Build(), NullLoggerFactory.Instance);
    private readonly SecretVault _vault = new(new byte[32]);
    private readonly Worker _worker;
    private readonly StoreUpkeep _upkeep;
    private int _unbegun;

    private InjectionHost(StoreHarness store, Isolation isolation)
    {
        _store = store;
        Source = new FaultyWorkSource(store.Work);
        var options = new TinpotOptions { Concurrency = 4, WorkerName = "injection" };
        var bounds = new RunnerOptions(options.LogLimit, options.ResultLimit) { Grace = options.Grace };
        var code = new ActionCode(TestProgram.Catalog, _services, ProgramRules.InWorker([]), TimeProvider.System);
        IActionIsolation where = isolation == Isolation.Process
            ? new ProcessIsolation(_pool.Pool, bounds, TimeProvider.System)
            : new InProcessIsolation(code, bounds);
        where = new UnbegunIsolation(where, () => Interlocked.Decrement(ref _unbegun) >= 0);
        var runner = new ActionRunner(TestProgram.Catalog, where, bounds, TestMeters.NewMetrics(), NullLogger<ActionRunner>.Instance, TimeProvider.System);
        var retries = new RetryPolicy(TimeProvider.System, new Random(4));
        _worker = new Worker(
            Source,
            new ActiveRuns(options.Concurrency),
            new RunLifecycle(
                Source, runner, new TimeLimits(TestProgram.Catalog, options, TimeProvider.System), retries, _vault,
                new StoreRetry(TimeProvider.System), TestMeters.NewMetrics(), TimeProvider.System, NullLogger<RunLifecycle>.Instance)
            {
                UnbegunPause = TimeSpan.FromMilliseconds(5),
            },
            options, Loops, TimeProvider.System, Log);
        _upkeep = new StoreUpkeep(Source, Loops, NullLogger<StoreUpkeep>.Instance);
    }

    public FaultyWorkSource Source { get; }

    public SupervisedLoops Loops { get; } = TestLoops.New();

    public RecordingLogger Log { get; } = new();

    public StoreHarness Store => _store;

    public bool IsRunning => !_worker.ExecuteTask!.IsCompleted && !_upkeep.ExecuteTask!.IsCompleted;

    public static async Task<InjectionHost> StartAsync(bool redis, Isolation isolation)
    {
        StoreHarness store = redis
            ? await RedisHarness.OpenAsync(options => options with { Clock = TimeProvider.System, Lease = TimeSpan.FromSeconds(15) })
            : await SqliteHarness.OpenAsync(options => options with { TimeProvider = TimeProvider.System });
        var host = new InjectionHost(store, isolation);
        await host._worker.StartAsync(CancellationToken.None);
        await host._upkeep.StartAsync(CancellationToken.None);
        return host;
    }

    public Task<Guid> SubmitAsync(string action, string arguments) =>
        _store.SubmitAsync(Given.Submission(action) with { Arguments = Encoding.UTF8.GetBytes(arguments) });

    /// <summary>The next execution cannot be begun and is given back.</summary>
    public void RefuseNext() => Volatile.Write(ref _unbegun, 1);

    public Task<ExecutionRecord> EndOfAsync(Guid id, string what) => UntilAsync(id, record => ExecutionTransitions.IsTerminal(record.State), what);

    public async Task<ExecutionRecord> UntilAsync(Guid id, Func<ExecutionRecord, bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            ExecutionRecord record = await _store.FindAsync(id);
            if (condition(record))
                return record;
            Assert.False(deadline.IsCancellationRequested, $"{what}: it is {record.State} still.");
            await Task.Delay(5);
        }
    }

    /// <summary>What it printed, as it is stored.</summary>
    public async Task<string[]> LinesAsync(Guid id) =>
        [.. (await _store.EventsAsync(id)).Select(item => item.Event)
            .Where(item => item.GetProperty("type").ValueEquals("log"))
            .Select(item => item.GetProperty("data").GetProperty("message").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        Source.Fault = null;
        await _worker.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        await _upkeep.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        _worker.Dispose();
        _upkeep.Dispose();
        await _services.DisposeAsync();
        await _pool.DisposeAsync();
        await _store.DisposeAsync();
        _vault.Dispose();
    }
}
