using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Platform;
using Tinpot.Settings;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Output;
using Tinpot.Workers.Pool;

namespace Tinpot.Workers.Running;

/// <summary>Claims executions, never more than it has free slots, and runs them; stops without dropping any.</summary>
internal sealed partial class Worker(
    IWorkSource source, ActiveRuns runs, RunLifecycle lifecycle, TinpotOptions options, SupervisedLoops loops, TimeProvider clock, ILogger<Worker> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(3);

    private readonly ActiveRuns _runs = runs;
    private readonly LeaseTimes _lease = LeaseTimes.Of(source);
    private readonly SupervisedLoop _claims = loops.Create("claim loop", logger, longestPause: TimeSpan.FromSeconds(1));
    private ExecutionContext? _ambient;
    private long _lastPass = clock.GetTimestamp();
    private volatile bool _stopping;

    /// <summary>A claim may find work; otherwise it is waited for, which begins with a look.</summary>
    private bool _mayFind = true;

    /// <summary>How long ago the claim loop went round; it does so at least every five seconds in normal operation.</summary>
    public TimeSpan SinceLastPass => clock.GetElapsedTime(Volatile.Read(ref _lastPass));

    /// <summary>Why claims have failed for some seconds, for people; null while they succeed.</summary>
    public string? ClaimFailure => _claims.Failure is { } failure && failure.Since > Tolerated ? failure.Error.Message : Capacity?.Fault;

    /// <summary>How many executions run now.</summary>
    public int Busy => _runs.Count;

    /// <summary>
    /// Ends when the host stands: claiming is starting, and a host that cannot listen after all must not take work down
    /// with it.
    /// </summary>
    public Task Started { get; init; } = Task.CompletedTask;

    /// <summary>Whether a drain may take its time.</summary>
    public ForcedStop Urgency { get; init; } = new();

    /// <summary>null = all of its queues and groups, whether it has the actions or not.</summary>
    public ServedWork? Serving { get; init; }

    /// <summary>The children that actions run in; null when they run here.</summary>
    public ChildPool? Children { get; init; }

    /// <summary>What the system lets run at once; null = as much as there are slots.</summary>
    public StartCapacity? Capacity { get; init; }

    /// <summary>Stops the host when no child can be started, which has been logged then; null = the failure is the task's.</summary>
    public HostFailure? Breakdown { get; init; }

    private int Free => Capacity?.Free ?? _runs.Free;

    /// <summary>Drains before any service is stopped: meanwhile the API answers, so that who waits can look, and can cancel.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ambient = ExecutionContext.Capture();
        await UntilEndedAsync(Started.WaitAsync(stoppingToken)).ConfigureAwait(false);
        ConsoleRedirect.Install();
        PoolThreads.Reserve(options.Concurrency);
        using var claiming = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var ended = new CancellationTokenSource();
        Task endless = Task.Delay(Timeout.InfiniteTimeSpan, clock, ended.Token);
        var fence = new LeaseFence(_runs, _lease.Margin, loops, logger);
        using var keeper = new LeaseKeeper(source, _runs, fence, _lease, loops, clock, logger);
        Task children = UntilEndedAsync(Children?.RunAsync(ended.Token) ?? endless);
        Task claims = _claims.RunAsync(ClaimAsync, claiming.Token);
        Task[] others =
        [
            source.LeaseTime is null ? UntilEndedAsync(endless) : fence.RunAsync(ended.Token),
            keeper.RenewAsync(ended.Token),
            keeper.ListenAsync(ended.Token),
            children,
        ];
        try
        {
            // Without children the host would take work that it cannot do. The other loops end only with the host.
            if (await Task.WhenAny([claims, .. others]).ConfigureAwait(false) is { Exception.InnerException: { } fault }
                && !(stoppingToken.IsCancellationRequested && IsChildless(fault)))
            {
                Log(fault);
            }

            _stopping = true;
            Children?.StopPreparing();
            await claiming.CancelAsync().ConfigureAwait(false);
            await claims.ConfigureAwait(false);
            await GiveBackUnheardAsync().ConfigureAwait(false);
            await new WorkerDrain(_runs, options, Urgency.Now, clock, logger).RunAsync().ConfigureAwait(false);
            // An end may have been on its way to the store when the worker began to stop
            await GiveBackUnheardAsync().ConfigureAwait(false);
        }
        finally
        {
            // Whatever fails before, the loops end before what they use
            await ended.CancelAsync().ConfigureAwait(false);
            await UntilEndedOrChildlessAsync(Task.WhenAll(others), stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<TimeSpan> ClaimAsync(CancellationToken stopping)
    {
        Volatile.Write(ref _lastPass, clock.GetTimestamp());
        if (Capacity?.UntilTry == TimeSpan.Zero)
            Capacity.Tried(await TryOneMoreAsync(stopping).ConfigureAwait(false));
        if (Free <= 0)
        {
            TimeSpan wait = Capacity?.UntilTry is { } untilTry && untilTry < Round ? untilTry : Round;
            await _runs.WaitForEndAsync(wait, clock, stopping).ConfigureAwait(false);
            return TimeSpan.Zero;
        }

        ClaimRequest request = Request(Free);
        IReadOnlyList<ClaimedExecution> claimed = [];
        if (_mayFind)
        {
            // Not cancelled: a claim that is made but not answered would be lost.
            claimed = await source.ClaimAsync(request, CancellationToken.None).ConfigureAwait(false);
            _mayFind = claimed.Count == request.MaxCount;
        }

        if (claimed.Count == 0)
        {
            claimed = await WaitForWorkAsync(request, stopping).ConfigureAwait(false);
            _mayFind = claimed.Count == 0;
        }

        foreach (ClaimedExecution execution in claimed)
            await StartAsync(execution).ConfigureAwait(false);
        return TimeSpan.Zero;
    }

    /// <summary>Whether the system starts one more of what actions run in.</summary>
    /// <returns>Why it does not; null when it does.</returns>
    private async Task<string?> TryOneMoreAsync(CancellationToken stopping)
    {
        if (Children is not null)
            return await Children.TryAddAsync(stopping).ConfigureAwait(false);
        if (!ThreadRoom.Has(ThreadRoom.Kept))
            return Capacity?.Fault ?? "The system has no thread for another action.";
        try
        {
            new Thread(static () => { }) { IsBackground = true, Name = "Tinpot try" }.UnsafeStart();
            return null;
        }
        catch (Exception error) when (SystemShortage.Is(error))
        {
            return error.Message;
        }
    }

    private ClaimRequest Request(int count) => new(options.WorkerName, options.Queues, options.Groups, Math.Max(count, 0))
    {
        Lanes = Serving?.Lanes,
        Catalog = Serving?.CatalogHash,
    };

    /// <summary>What the slot of a run that ends is for: the slot itself is taken until the run is removed.</summary>
    private ClaimRequest? Next() => _stopping || Free < 0 ? null : Request(1);

    /// <summary>A claim may have been made although its answer was lost, and nobody else could have the work before a lease is over.</summary>
    private async Task GiveBackUnheardAsync()
    {
        try
        {
            foreach (ClaimedExecution execution in await source.ClaimAsync(Request(0), CancellationToken.None).ConfigureAwait(false))
                await GiveBackAsync(execution).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogUnheard(error.Message);
        }
    }

    private async Task GiveBackAsync(ClaimedExecution execution)
    {
        try
        {
            await source.ReleaseAsync(execution.Lease, begun: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // One execution that cannot be given back must not keep those claimed with it from being started
            LogKept(error.Message, execution.Action, execution.Lease.ExecutionId);
        }
    }

    private async Task<IReadOnlyList<ClaimedExecution>> WaitForWorkAsync(ClaimRequest request, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Round, clock);
        using var round = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        try
        {
            return await source.WaitForWorkAsync(request, round.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Once round, to show that the loop is alive.
            return [];
        }
    }

    /// <summary>Its lease may be over before it came; and what comes while the worker stops waits for another.</summary>
    private async Task StartAsync(ClaimedExecution execution)
    {
        var run = new ActiveRun(execution, source.LeaseTime is null ? null : new LeaseTerm(_lease.Held, execution.Asked, clock));
        if (_stopping || run.Term is { IsOver: true })
        {
            await GiveBackAsync(execution).ConfigureAwait(false);
            return;
        }

        _runs.Add(run);
        // Nothing that is ambient in the run before it comes along
        ExecutionContext.Run(_ambient!, _ => _ = RunAsync(run), null);
    }

    private async Task RunAsync(ActiveRun run)
    {
        try
        {
            // What was claimed has its slot before this run leaves it
            foreach (ClaimedExecution next in await lifecycle.RunAsync(run, Next).ConfigureAwait(false))
                await StartAsync(next).ConfigureAwait(false);
        }
        finally
        {
            _runs.Remove(run);
        }
    }

    private static async Task UntilEndedAsync(Task loop)
    {
        try
        {
            await loop.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is how a loop ends.
        }
    }

    /// <summary>The framework would log the exception twice more, with its stack, and hide the sentence that says what to do.</summary>
    private async Task UntilEndedOrChildlessAsync(Task loops, CancellationToken stopping)
    {
        try
        {
            await loops.ConfigureAwait(false);
        }
        catch (Exception error) when (Breakdown is not null && IsChildless(error))
        {
            // The signal that stops a host also reaches a child that is only starting
            if (!stopping.IsCancellationRequested)
                Breakdown.StopHost();
        }
    }

    private static bool IsChildless(Exception fault) => fault is ChildStartException or ProgramReplacedException;

    private void Log(Exception fault)
    {
        if (IsChildless(fault))
            LogChildless(fault.Message);
        else
            LogBroken(fault);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}")]
    private partial void LogChildless(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message =
        "The worker stops because of an internal error: it claims no more work, running work may finish, then the host stops.")]
    private partial void LogBroken(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The last claim before the stop was not answered and could not be repeated: {Reason} Its executions wait until their leases are over.")]
    private partial void LogUnheard(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Execution {Execution} of {Action} was claimed but not started, and could not be given back: {Reason} It waits until its lease is over.")]
    private partial void LogKept(string reason, string action, Guid execution);
}
