using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>
/// Hosts that submit and work, as fast as the store lets them, and repeat whatever it could not do. What they saw is kept
/// outside the store, and is the truth.
/// </summary>
internal sealed class StoreLoad : IAsyncDisposable
{
    private const int Slots = 8;

    /// <summary>Submissions of one node under way; together with the pause this is the rate.</summary>
    private const int AtOnce = 4;

    private readonly CancellationTokenSource _submitting = new();
    private readonly CancellationTokenSource _working = new();
    private readonly ConcurrentDictionary<Guid, byte> _accepted = [];
    private readonly ConcurrentQueue<Lease> _starts = [];
    private readonly ConcurrentQueue<Lease> _lost = [];
    private readonly ConcurrentQueue<Exception> _faults = [];
    private readonly Task[] _submitters;
    private readonly Task[] _workers;
    private int _refusals;

    public StoreLoad(IReadOnlyList<StoreNode> nodes)
    {
        Nodes = nodes;
        _submitters = [.. nodes.Select((node, number) => KeepAsync(() => SubmitAsync(node, new Random(number))))];
        _workers = [.. nodes.Select((node, number) => KeepAsync(() => WorkAsync(node, new Random(number))))];
    }

    public IReadOnlyList<StoreNode> Nodes { get; }

    /// <summary>What the store answered for.</summary>
    public ICollection<Guid> Accepted => _accepted.Keys;

    public IReadOnlyCollection<Lease> Starts => _starts;

    /// <summary>Work that was taken away from whoever did it.</summary>
    public IReadOnlyCollection<Lease> Lost => _lost;

    /// <summary>How often the store could not do something.</summary>
    public int Refusals => _refusals;

    /// <summary>So many more are begun.</summary>
    public async Task GoOnAsync(int starts, TimeSpan within)
    {
        int wanted = _starts.Count + starts;
        using var deadline = new CancellationTokenSource(within);
        while (_starts.Count < wanted)
        {
            Assert.Empty(_faults);
            Assert.False(deadline.IsCancellationRequested, $"{_starts.Count} of {wanted} begun after {within.TotalSeconds} s.");
            await Task.Delay(20);
        }
    }

    /// <summary>Nothing new comes; what was accepted ends.</summary>
    public async Task QuiesceAsync(StoreNode beside)
    {
        await _submitting.CancelAsync();
        // One that is under way may still be accepted
        await Task.WhenAll(_submitters).WaitAsync(TimeSpan.FromMinutes(3));
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        HashSet<Guid> ended = [];
        HashSet<Guid> open = [.. _accepted.Keys];
        while (open.Count > 0)
        {
            Assert.Empty(_faults);
            Assert.False(deadline.IsCancellationRequested, $"{open.Count} have not ended, such as {open.First()}.");
            foreach (Guid id in open.ToList())
            {
                if (await RepeatAsync(() => beside.Store.FindAsync(id, deadline.Token), deadline.Token) is { } record && ExecutionTransitions.IsTerminal(record.State))
                    ended.Add(id);
            }

            open = [.. open.Except(ended)];
        }

        await _working.CancelAsync();
        await Task.WhenAll(_workers);
        Assert.Empty(_faults);
    }

    public async ValueTask DisposeAsync()
    {
        await _submitting.CancelAsync();
        await _working.CancelAsync();
        await Task.WhenAll([.. _submitters, .. _workers]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (StoreNode node in Nodes)
            await node.DisposeAsync();
    }

    private async Task SubmitAsync(StoreNode node, Random random)
    {
        while (!_submitting.IsCancellationRequested)
        {
            ExecutionSubmission[] some = [.. Enumerable.Range(0, random.Next(1, AtOnce + 1)).Select(_ => StoreNode.Submission())];
            // The same ids until it is known that they are stored
            IReadOnlyList<SubmitOutcome> outcomes = await RepeatAsync(() => node.Store.SubmitAsync(some, CancellationToken.None), _working.Token);
            foreach (SubmitOutcome outcome in outcomes)
            {
                Assert.Equal(SubmitStatus.Accepted, outcome.Status);
                Assert.True(_accepted.TryAdd(outcome.Id, 0));
            }

            await Task.Delay(random.Next(5, 30));
        }
    }

    private async Task WorkAsync(StoreNode node, Random random)
    {
        var held = new ConcurrentDictionary<Lease, Task>();
        Task renewing = RenewAsync(node, held);
        while (!_working.IsCancellationRequested)
        {
            if (held.Count >= Slots)
            {
                await Task.WhenAny(held.Values);
                continue;
            }

            IReadOnlyList<ClaimedExecution> claimed =
                await RepeatAsync(() => node.Store.ClaimAsync(node.Request(Slots - held.Count), CancellationToken.None), _working.Token);
            foreach (ClaimedExecution one in claimed)
                Begin(node, one.Lease, random, held);
            if (claimed.Count == 0)
                await Task.Delay(10);
        }

        await Task.WhenAll(held.Values);
        await renewing;
    }

    /// <summary>As a worker does: on a thread of its own, with a heartbeat beside it.</summary>
    private Task RenewAsync(StoreNode node, ConcurrentDictionary<Lease, Task> held) => Task.Factory.StartNew(
        () =>
        {
            do
            {
                try
                {
                    node.Database.StringSet(Heartbeat.Key("tp", node.Name), "1", node.Options.Lease);
                    // It does its work before it returns
                    node.Store.RenewAsync([.. held.Keys], CancellationToken.None).GetAwaiter().GetResult();
                }
                catch (Exception error) when (error is StoreUnavailableException or RedisException or TimeoutException)
                {
                    Interlocked.Increment(ref _refusals);
                }
            }
            while (!_working.Token.WaitHandle.WaitOne(node.Options.Lease / 6));
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Begin(StoreNode node, Lease lease, Random random, ConcurrentDictionary<Lease, Task> held)
    {
        _starts.Enqueue(lease);
        (int pause, bool takes) = (random.Next(0, 50), random.Next(2) == 0);
        var begun = new TaskCompletionSource();
        held[lease] = KeepAsync(async () =>
        {
            await begun.Task;
            foreach (ClaimedExecution next in await RunAsync(node, lease, pause, takes))
                Begin(node, next.Lease, new Random(pause), held);
            held.TryRemove(lease, out _);
        });
        begun.SetResult();
    }

    /// <param name="takes">Its end brings the last event, and takes the next execution for its slot.</param>
    private async Task<IReadOnlyList<ClaimedExecution>> RunAsync(StoreNode node, Lease lease, int pause, bool takes)
    {
        var end = new FinishReport(lease, ExecutionOutcome.Success(Encoding.UTF8.GetBytes(lease.Fence.ToString(CultureInfo.InvariantCulture))));
        EventBatch line = StoreNode.Line(lease, 2, 1, node.Name);
        try
        {
            await Task.Delay(pause);
            if (takes)
                return await RepeatAsync(() => node.Store.FinishAsync(end with { Events = line, Next = node.Request(1) }, CancellationToken.None), CancellationToken.None);
            await RepeatAsync(async () =>
            {
                await node.Store.AppendAsync(lease, line, CancellationToken.None);
                return true;
            }, CancellationToken.None);
            return await RepeatAsync(() => node.Store.FinishAsync(end, CancellationToken.None), CancellationToken.None);
        }
        catch (OwnershipLostException)
        {
            _lost.Enqueue(lease);
            return [];
        }
    }

    private async Task<T> RepeatAsync<T>(Func<Task<T>> attempt, CancellationToken until)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, until);
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (StoreUnavailableException)
            {
                Interlocked.Increment(ref _refusals);
                await Task.Delay(20, either.Token);
            }
        }
    }

    private async Task KeepAsync(Func<Task> loop)
    {
        try
        {
            // Not on the few threads that tests share
            await Task.Run(loop);
        }
        catch (OperationCanceledException) when (_working.IsCancellationRequested)
        {
            // That is how the load ends.
        }
        catch (Exception fault)
        {
            _faults.Enqueue(fault);
        }
    }
}
