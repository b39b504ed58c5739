using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Telemetry;
using Tinpot.Platform.Reflection;
using Tinpot.Security;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Output;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Running;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>A pool of children of the test program, and runners over it and over this process.</summary>
internal sealed class PoolHarness : IAsyncDisposable
{
    private readonly RunnerOptions _bounds;

    /// <summary>The clock of the logs of executions.</summary>
    public TimeProvider LogClock { get; init; } = TimeProvider.System;

    public PoolHarness(
        Func<ChildPoolOptions, ChildPoolOptions>? configure = null, TimeSpan? grace = null, TimeProvider? clock = null, ChildProgram? program = null)
    {
        var options = new ChildPoolOptions { Build = CatalogBuild.Of(TestProgram.Catalog), MostFrameBytes = ChildProtocol.FrameLimit(100_000) };
        _bounds = new RunnerOptions(100_000_000, 100_000) { Grace = grace ?? TimeSpan.FromSeconds(30) };
        Pool = new ChildPool(program ?? TestProgram.Child, configure?.Invoke(options) ?? options, Logger, clock ?? TimeProvider.System);
    }

    public ChildPool Pool { get; }

    /// <summary>What the pool tells the operator.</summary>
    public RecordingLogger<ChildPool> Logger { get; } = new();

    /// <summary>The execution that was begun last.</summary>
    public Guid LastId { get; private set; }

    /// <summary>The trace that executions are part of.</summary>
    public TraceContext? Trace { get; init; }

    /// <summary>How long the end of an execution is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The child that was given back last.</summary>
    public async Task<int> IdleChildAsync()
    {
        Child child = await Pool.RentAsync(CancellationToken.None);
        Pool.Return(child);
        return child.Id;
    }

    public Task<(ExecutionOutcome Outcome, RecordingSink Sink)> RunAsync(
        string action, string arguments = "{}", StopSignal? stop = null, string? secrets = null, RecordingSink? sink = null) =>
        RunAsync(new ProcessIsolation(Pool, _bounds, TimeProvider.System), action, arguments, stop, secrets, sink);

    public async Task<(ExecutionOutcome Outcome, RecordingSink Sink)> RunHereAsync(string action, string arguments = "{}")
    {
        ConsoleRedirect.Install();
        await using var services = new ActionServices(TestProgram.Catalog, new ConfigurationBuilder().Build(), NullLoggerFactory.Instance);
        var code = new ActionCode(TestProgram.Catalog, services, ProgramRules.InWorker([]), TimeProvider.System);
        return await RunAsync(new InProcessIsolation(code, _bounds), action, arguments, stop: null, secrets: null, sink: null);
    }

    public ValueTask DisposeAsync() => Pool.DisposeAsync();

    private async Task<(ExecutionOutcome Outcome, RecordingSink Sink)> RunAsync(
        IActionIsolation isolation, string action, string arguments, StopSignal? stop, string? secrets, RecordingSink? sink)
    {
        sink ??= new RecordingSink();
        var runner = new ActionRunner(TestProgram.Catalog, isolation, _bounds, TestMeters.NewMetrics(), NullLogger<ActionRunner>.Instance, LogClock);
        var claimed = new ClaimedExecution
        {
            Lease = new Lease(LastId = Guid.CreateVersion7(), 1),
            Action = action,
            Queue = "default",
            ContractHash = "",
            Arguments = Encoding.UTF8.GetBytes(arguments),
            Secrets = secrets is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(secrets),
            RequestedBy = Principal.Anonymous,
            Attempt = 1,
            Trace = Trace,
        };
        ExecutionOutcome outcome = await runner.RunAsync(claimed, sink, stop ?? new StopSignal()).WaitAsync(Patience);
        return (outcome, sink);
    }
}
