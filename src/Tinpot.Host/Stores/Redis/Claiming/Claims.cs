using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Stores.Redis.Scripts;
using Tinpot.Stores.Redis.Wakeups;
using Tinpot.Stores.Redis.Writing;

namespace Tinpot.Stores.Redis.Claiming;

/// <summary>
/// Takes work of one shard for this process. Claims for free slots and claims that are made with an end go side by side, each kind in
/// its own series. What either took without an answer is asked for before anything new.
/// </summary>
internal sealed class Claims(Shard shard, ScriptRunner scripts, RedisStoreOptions options, string owner, UnreadableClaims unreadable)
{
    /// <summary>So long an execution waits that was offered to a worker without its action.</summary>
    public static readonly TimeSpan AsideTime = TimeSpan.FromSeconds(5);

    /// <summary>Its name is the owner's, as it was when there was no other series.</summary>
    private readonly ClaimSeries _forSlots = new(owner, options.Local);
    private readonly ClaimSeries _withEnds = new(owner + ":ends", options.Local);
    private readonly OwedWork _owed = new();

    /// <summary>Is set when a claim would find what an earlier one took.</summary>
    public WakeupSignal Owed => _owed.Signal;

    /// <summary>Whether a claim would find what an earlier one took.</summary>
    public bool Owes => _owed.Count > 0 || _forSlots.Owes || _withEnds.Owes;

    public async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        await unreadable.EndAsync().ConfigureAwait(false);
        bool all = request.MaxCount == 0;
        await AskAgainAsync(_withEnds, request, wait: all, cancellation).ConfigureAwait(false);
        if (all)
        {
            await AskAgainAsync(_forSlots, request, wait: true, cancellation).ConfigureAwait(false);
            return _owed.Share([], [int.MaxValue])[0];
        }

        await _forSlots.EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            int room = request.MaxCount - _owed.Count;
            IReadOnlyList<ClaimedExecution> taken = room > 0
                ? await AskAsync(_forSlots, request, claim => RunAsync(claim, room)).ConfigureAwait(false)
                : [];
            return _owed.Share(taken, [request.MaxCount])[0];
        }
        finally
        {
            _forSlots.Leave();
        }
    }

    /// <summary>Makes a claim in the step in which executions end.</summary>
    /// <param name="run">Makes that step with the arguments of the claim behind its own. Returns what was handed out.</param>
    /// <param name="most">How many go to each of those who reported an end; it is asked after the step.</param>
    public async Task<IReadOnlyList<ClaimedExecution>[]> WithEndsAsync(
        ClaimRequest request, Func<ScriptArguments, Task<RedisResult>> run, Func<IReadOnlyList<int>> most)
    {
        await _withEnds.EnterAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            return _owed.Share(await AskAsync(_withEnds, request, run).ConfigureAwait(false), most());
        }
        finally
        {
            bool unanswered = _withEnds.Unanswered;
            _withEnds.Leave();
            if (unanswered)
                _owed.Signal.Set();
        }
    }

    /// <summary>The lanes of a request, as scripts take them last.</summary>
    public static ScriptArguments AddLanes(ScriptArguments arguments, ClaimRequest request) => request.Lanes is { } lanes
        ? arguments.Add([.. lanes.Select(lane => LaneName.Of(lane.Queue, lane.Group))])
        : arguments.Add(-1).Add(Escaped(request.Queues)).Add(Escaped(request.Groups));

    private static List<string>? Escaped(IReadOnlyList<string>? names) => names is null ? null : [.. names.Select(Uri.EscapeDataString)];

    /// <summary>Gets what the last claim of a series took, if its answer was lost. If it never arrived, it takes nothing from now on.</summary>
    /// <param name="wait">For one that is under way; otherwise that one is left to those who wait for it.</param>
    private async Task AskAgainAsync(ClaimSeries series, ClaimRequest request, bool wait, CancellationToken cancellation)
    {
        if (!series.Unanswered)
            return;
        if (wait)
            await series.EnterAsync(cancellation).ConfigureAwait(false);
        else if (!series.TryEnter())
            return;
        try
        {
            if (series.Unanswered)
                _owed.Share(await AskAsync(series, request, claim => RunAsync(claim, most: 0)).ConfigureAwait(false), []);
        }
        finally
        {
            series.Leave();
        }
    }

    private async Task<RedisResult> RunAsync(ScriptArguments claim, int most) =>
        await scripts.RunAsync(RedisScript.Claim, shard, new ScriptArguments().Add(owner).Add(most).Add(claim)).ConfigureAwait(false);

    private async Task<IReadOnlyList<ClaimedExecution>> AskAsync(ClaimSeries series, ClaimRequest request, Func<ScriptArguments, Task<RedisResult>> run)
    {
        bool repeated = series.Begin();
        ScriptArguments claim = new ScriptArguments()
            .Add(request.Worker).Add(series.Name).Add(series.Number).Add(repeated)
            .Add(options.Lease).Add(AsideTime).Add(request.Catalog)
            .Add(StoreEvents.Pending).Add(EventTemplate.State(ExecutionState.STARTED, request.Worker));
        var values = (RedisResult[])(await run(AddLanes(claim, request)).ConfigureAwait(false))!;
        List<ClaimedExecution> taken = ClaimReader.Read(values, series.Asked, unreadable.Add);
        // If that fails the next claim does it: nothing may keep the others from being run
        await unreadable.EndAsync(later: taken.Count > 0).ConfigureAwait(false);
        series.Answer();
        return taken;
    }
}
