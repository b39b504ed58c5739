using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Stores;
using Tinpot.Host.Tests.Stores.Sqlite;
using Tinpot.Host.Tests.Telemetry;
using Tinpot.Security;
using Tinpot.Telemetry;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Running;

namespace Tinpot.Host.Tests.Workers.Running;

/// <summary>A worker on a store of its own.</summary>
internal sealed class WorkerHarness : IAsyncDisposable
{
    private readonly SqliteHarness _store;
    private readonly ActionServices _services;
    private readonly SecretVault _vault = new(new byte[32]);
    private readonly Worker _worker;

    private WorkerHarness(SqliteHarness store, TinpotOptions options, TestAction[] actions, TimeSpan patience, ChildPool? children = null)
    {
        _store = store;
        Source = new FlakyWorkSource(store.Work) { Clock = Clock };
        var catalog = new TestCatalog(actions);
        _services = new ActionServices(catalog, new ConfigurationBuilder().Build(), NullLoggerFactory.Instance);
        var bounds = new RunnerOptions(options.LogLimit, options.ResultLimit);
        var isolation = new InProcessIsolation(new ActionCode(catalog, _services, ProgramRules.InWorker([]), TimeProvider.System), bounds);
        var runner = new ActionRunner(catalog, isolation, bounds, Metrics, NullLogger<ActionRunner>.Instance, TimeProvider.System);
        var retry = new StoreRetry(TimeProvider.System) { Timeout = patience };
        _worker = new Worker(
            Source,
            new ActiveRuns(options.Concurrency, options.MostParked),
            new RunLifecycle(
                Source, runner, new TimeLimits(catalog, options, TimeProvider.System), new RetryPolicy(TimeProvider.System, new Random(4)),
                _vault, retry, Metrics, TimeProvider.System, NullLogger<RunLifecycle>.Instance),
            options, TestLoops.New(Clock), Clock, Log)
        {
            Children = children,
        };
    }

    public ShiftedClock Clock { get; } = new();

    public FlakyWorkSource Source { get; }

    public IExecutionClient Client => _store.Client;

    public Worker Worker => _worker;

    public SqliteHarness Store => _store;

    public ExecutionMetrics Metrics { get; } = TestMeters.NewMetrics();

    public RecordingLogger Log { get; } = new();

    public static async Task<WorkerHarness> StartAsync(TinpotOptions options, params TestAction[] actions) =>
        await StartAsync(options, TimeSpan.FromSeconds(30), _ => { }, actions);

    public static async Task<WorkerHarness> StartAsync(
        TinpotOptions options, TimeSpan patience, Action<FlakyWorkSource> arrange, params TestAction[] actions) =>
        await StartAsync(options, patience, arrange, storeTime: null, actions);

    /// <summary>One without actions, whose children are all that matters.</summary>
    public static async Task<WorkerHarness> StartAsync(TinpotOptions options, ChildPool children, Action<FlakyWorkSource> arrange)
    {
        var harness = new WorkerHarness(await SqliteHarness.OpenAsync(), options, [], TimeSpan.FromSeconds(30), children);
        arrange(harness.Source);
        await harness._worker.StartAsync(CancellationToken.None);
        return harness;
    }

    /// <param name="storeTime">The clock of the store; null = the system's.</param>
    public static async Task<WorkerHarness> StartAsync(
        TinpotOptions options, TimeSpan patience, Action<FlakyWorkSource> arrange, TimeProvider? storeTime, params TestAction[] actions)
    {
        SqliteHarness store = await SqliteHarness.OpenAsync(settings => settings with { TimeProvider = storeTime ?? TimeProvider.System, QueueLimit = 1_000 });
        var harness = new WorkerHarness(store, options, actions, patience);
        arrange(harness.Source);
        await harness._worker.StartAsync(CancellationToken.None);
        return harness;
    }

    public async Task<Guid> SubmitAsync(string action, string arguments = "{}", string? secrets = null, int retries = 0)
    {
        ExecutionSubmission submission = Given.Submission(action) with { Arguments = Encoding.UTF8.GetBytes(arguments), Retries = retries };
        if (secrets is not null)
            submission = submission with { Secrets = _vault.Protect(Encoding.UTF8.GetBytes(secrets), submission.Id) };
        return await _store.SubmitAsync(submission);
    }

    public async Task<ExecutionRecord> EndOfAsync(Guid id) => await UntilAsync(id, record => ExecutionTransitions.IsTerminal(record.State));

    public async Task<ExecutionRecord> UntilAsync(Guid id, Func<ExecutionRecord, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; await Task.Delay(5))
        {
            ExecutionRecord record = await _store.FindAsync(id);
            if (condition(record))
                return record;
            Assert.False(deadline.IsCancellationRequested, $"It is {record.State} still.");
        }
    }

    public async Task<IReadOnlyList<string>> MessagesAsync(Guid id) =>
        [.. (await _store.EventsAsync(id)).Select(item => item.Event)
            .Where(item => item.GetProperty("type").ValueEquals("log"))
            .Select(item => item.GetProperty("data").GetProperty("message").GetString()!)];

    /// <summary>Waits until the execution has printed something.</summary>
    public async Task UntilPrintedAsync(Guid id)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Client.CountLinesAsync(id, deadline.Token) == 0)
            await Task.Delay(5, deadline.Token);
    }

    public Task StopAsync() => _worker.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        _worker.Dispose();
        await _store.DisposeAsync();
        _vault.Dispose();
    }
}
