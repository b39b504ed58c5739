using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Platform;
using Tinpot.Host.Tests.Stores;
using Tinpot.Host.Tests.Stores.Redis;
using Tinpot.Host.Tests.Stores.Sqlite;
using Tinpot.Host.Tests.Telemetry;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Host.Tests.Workers.Running;
using Tinpot.Platform.Reflection;
using Tinpot.Security;
using Tinpot.Stores.Redis;
using Tinpot.Telemetry;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Running;
using Tinpot.Workers.Submitting;

namespace Tinpot.Host.Tests.Workers.Submitting;

/// <summary>A worker of the test program that can submit, on a store of its own.</summary>
internal sealed class FanOutHarness : IAsyncDisposable
{
    public static readonly Principal Asker = new("test:somebody", "somebody", "test", []);

    private readonly StoreHarness _store;
    private readonly bool _ownsStore;
    private readonly SecretVault _vault = new(new byte[32]);
    private readonly ActionServices _services;
    private readonly ChildPool _pool;
    private readonly ActionSubmitter _submitter;
    private readonly Worker _worker;
    private RedisStore? _joined;

    private FanOutHarness(StoreHarness store, bool ownsStore, IExecutionClient client, IWorkSource work, TinpotOptions options, bool inChildren)
    {
        _store = store;
        _ownsStore = ownsStore;
        Client = client;
        var catalog = TestProgram.Catalog;
        Source = new FlakyWorkSource(work);
        _submitter = new ActionSubmitter(catalog, new CatalogLookup(catalog), new Authorization(), _vault, client, TimeProvider.System);
        _services = new ActionServices(catalog, new ConfigurationBuilder().Build(), NullLoggerFactory.Instance);
        var bounds = new RunnerOptions(options.LogLimit, options.ResultLimit) { Grace = options.Grace };
        var poolOptions = new ChildPoolOptions { Build = CatalogBuild.Of(catalog), MostFrameBytes = ChildProtocol.FrameLimit(options.ResultLimit) };
        _pool = new ChildPool(TestProgram.Child, poolOptions, NullLogger<ChildPool>.Instance, TimeProvider.System);
        Runs = new ActiveRuns(options.Concurrency, options.MostParked);
        var retry = new StoreRetry(TimeProvider.System);
        FanOut = new FanOut(_submitter, client, Runs, retry, TimeProvider.System, NullLogger<FanOut>.Instance);
        IActionIsolation isolation = inChildren
            ? new ProcessIsolation(_pool, bounds, TimeProvider.System)
            : new InProcessIsolation(new ActionCode(catalog, _services, ProgramRules.InWorker([]), TimeProvider.System), bounds);
        ExecutionMetrics metrics = TestMeters.NewMetrics();
        var runner = new ActionRunner(catalog, isolation, bounds, metrics, NullLogger<ActionRunner>.Instance, TimeProvider.System) { FanOut = FanOut };
        _worker = new Worker(
            Source,
            Runs,
            new RunLifecycle(
                Source, runner, new TimeLimits(catalog, options, TimeProvider.System), new RetryPolicy(TimeProvider.System, new Random(4)),
                _vault, retry, metrics, TimeProvider.System, NullLogger<RunLifecycle>.Instance),
            options, TestLoops.New(), TimeProvider.System, Log);
    }

    public FlakyWorkSource Source { get; }

    public ActiveRuns Runs { get; }

    public FanOut FanOut { get; }

    public RecordingLogger Log { get; } = new();

    public IExecutionClient Client { get; }

    /// <param name="redis">On Redis instead of SQLite.</param>
    /// <param name="around">Stands between the worker and its store.</param>
    public static async Task<FanOutHarness> StartAsync(
        bool inChildren, TinpotOptions? options = null, bool redis = false, Func<IExecutionClient, IExecutionClient>? around = null)
    {
        StoreHarness store = redis
            ? await RedisHarness.OpenAsync(settings => settings with { Clock = TimeProvider.System, QueueLimit = 100_000 })
            : await SqliteHarness.OpenAsync(settings => settings with { TimeProvider = TimeProvider.System, QueueLimit = 100_000 });
        var harness = new FanOutHarness(store, ownsStore: true, around?.Invoke(store.Client) ?? store.Client, store.Work, options ?? new TinpotOptions { Concurrency = 4 }, inChildren);
        await harness._worker.StartAsync(CancellationToken.None);
        return harness;
    }

    /// <summary>One worker of several on a Redis that the caller owns.</summary>
    public static async Task<FanOutHarness> JoinAsync(RedisHarness redis, bool inChildren, TinpotOptions options)
    {
        RedisStore store = redis.Another();
        var harness = new FanOutHarness(redis, ownsStore: false, store, store, options, inChildren) { _joined = store };
        await harness._worker.StartAsync(CancellationToken.None);
        return harness;
    }

    public async Task<Guid> SubmitAsync(string action, string parameters = "{}", int priority = 1)
    {
        var request = new SubmissionRequest
        {
            Parameters = JsonDocument.Parse(parameters).RootElement,
            By = Asker,
            Via = "test",
            Priority = priority,
        };
        return Assert.IsType<SubmissionResult.Accepted>(await _submitter.SubmitAsync(action, request, CancellationToken.None)).Id;
    }

    public async Task<ExecutionRecord> RunAsync(string action, string parameters = "{}") => await EndOfAsync(await SubmitAsync(action, parameters));

    public Task<ExecutionRecord> EndOfAsync(Guid id) => UntilAsync(id, record => ExecutionTransitions.IsTerminal(record.State));

    public async Task<ExecutionRecord> UntilAsync(Guid id, Func<ExecutionRecord, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        for (; ; await Task.Delay(5))
        {
            ExecutionRecord record = await _store.FindAsync(id);
            if (condition(record))
                return record;
            Assert.False(deadline.IsCancellationRequested, $"{record.Action} is {record.State} still.");
        }
    }

    /// <summary>The executions that one has submitted, oldest first, once there are so many.</summary>
    public async Task<IReadOnlyList<ExecutionRecord>> SubmittedByAsync(Guid id, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        for (; ; await Task.Delay(5))
        {
            ExecutionPage page = await Client.ListAsync(new ExecutionQuery { Limit = 200 }, CancellationToken.None);
            ExecutionRecord[] found = [.. page.Items.Where(item => item.ParentId == id).Reverse()];
            if (found.Length >= count)
                return found;
            Assert.False(deadline.IsCancellationRequested, $"{found.Length} were submitted.");
        }
    }

    public async Task UntilPrintedAsync(Guid id)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (await Client.CountLinesAsync(id, deadline.Token) == 0)
            await Task.Delay(5, deadline.Token);
    }

    /// <summary>All that is stored of what an execution did, as text.</summary>
    public async Task<string> EventsAsync(Guid id) =>
        string.Join('\n', (await _store.EventsAsync(id)).Select(item => item.Event.GetRawText()));

    public Task StopAsync() => _worker.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(120));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _pool.DisposeAsync();
        await _services.DisposeAsync();
        _worker.Dispose();
        if (_joined is not null)
            await _joined.DisposeAsync();
        if (_ownsStore)
            await _store.DisposeAsync();
        _vault.Dispose();
    }
}
