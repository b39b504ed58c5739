using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Security;
using Tinpot.Stores.Redis.Claiming;
using Tinpot.Stores.Redis.Reading;
using Tinpot.Stores.Redis.Scripts;
using Tinpot.Stores.Redis.Writing;

namespace Tinpot.Stores.Redis;

/// <summary>The executions of one shard.</summary>
internal sealed partial class ShardStore
{
    /// <summary>Keys outlive what retention keeps by this; they end by themselves when no host is there to remove them.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(7);

    private readonly ScriptRunner _scripts;
    private readonly RedisStoreOptions _options;
    private readonly string _owner;
    private readonly TimeSpan _keep;
    private readonly ScriptBatch<ExecutionSubmission, SubmitOutcome> _submits;
    private readonly Claims _claims;
    private readonly EndReports _ends;
    private readonly EventReader _events;
    private readonly Reaper _reaper;
    private readonly IndexRepair _mender;

    public ShardStore(Shard shard, ScriptRunner scripts, RedisStoreOptions options, string owner)
    {
        Shard = shard;
        _scripts = scripts;
        _options = options;
        _owner = owner;
        _keep = TimeSpan.FromDays(options.RetentionDays) + Slack;
        _submits = new(SubmitTogetherAsync);
        var unreadable = new UnreadableClaims(scripts.Report, report => FinishAsync(report, CancellationToken.None));
        _claims = new Claims(shard, scripts, options, owner, unreadable);
        _ends = new EndReports(shard, scripts, owner, _keep, _claims);
        _events = new EventReader(shard, scripts, async id => (await TailAsync(id).ConfigureAwait(false)).Last);
        _reaper = new Reaper(shard, scripts, options, _keep);
        _mender = new IndexRepair(shard, scripts);
    }

    public Shard Shard { get; }

    /// <summary>The server's, since it was first looked for lost work.</summary>
    public TimeProvider Time => _reaper.Time;

    public Task<SubmitOutcome[]> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation) =>
        _submits.AddAsync(submissions, cancellation);

    public async Task<CancelOutcome> CancelAsync(Guid id, Principal by)
    {
        RedisResult answer = await _scripts.RunAsync(RedisScript.Cancel, Shard, new ScriptArguments()
            .Add(id).Add(PrincipalJson.Write(by)).Add(StoreEvents.Revoked).Add(_keep)).ConfigureAwait(false);
        string state = (string)answer!;
        return state.Length == 0 ? CancelOutcome.NotFound : ExecutionStateNames.ParseState(Encoding.UTF8.GetBytes(state)) switch
        {
            ExecutionState.STARTED => CancelOutcome.Cancelling,
            ExecutionState.SUCCESS => CancelOutcome.AlreadySucceeded,
            ExecutionState.FAILURE => CancelOutcome.AlreadyFailed,
            ExecutionState.REVOKED => CancelOutcome.AlreadyRevoked,
            _ => CancelOutcome.Cancelled,
        };
    }

    public Task<ExecutionRecord?> FindAsync(Guid id) => RecordReader.FindAsync(_scripts, Shard, id);

    /// <summary>There is such an execution, and it has not ended.</summary>
    public async Task<bool> IsUnfinishedAsync(Guid id) =>
        await HeadAsync(id, head => !ExecutionTransitions.IsTerminal(head.State)).ConfigureAwait(false) is true;

    /// <summary>Where its events end.</summary>
    public async Task<(EventId Last, long Line)> TailAsync(Guid id) =>
        await HeadAsync(id, head => (new EventId(head.Fence, head.Sequence), head.Line)).ConfigureAwait(false) ?? default;

    /// <summary>Its place in lists; null when there is no such execution.</summary>
    public Task<long?> PlaceAsync(Guid id) => HeadAsync(id, head => head.Place);

    public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range) => _events.ReadAsync(id, range);

    /// <summary>What waits and runs, for each lane in which something does.</summary>
    public async Task<IReadOnlyList<LaneLoad>> LanesAsync()
    {
        var values = (RedisResult[])(await _scripts.RunBulkAsync(RedisScript.Lanes, Shard, new ScriptArguments().Add(Claims.AsideTime)).ConfigureAwait(false))!;
        var loads = new List<LaneLoad>(values.Length / 4);
        for (int i = 0; i < values.Length; i += 4)
        {
            string name = (string?)values[i] ?? "";
            if (LaneName.TryRead(name) is not { } lane)
            {
                _scripts.Report("lane", name, "it is not the name of a lane");
                continue;
            }

            loads.Add(new LaneLoad(
                lane, (long)values[i + 1], (long)values[i + 2],
                (long)values[i + 3] is var since and >= 0 ? TimeSpan.FromMilliseconds(since) : null));
        }

        return loads;
    }

    /// <returns>How many it removed; call again until none.</returns>
    public async Task<int> PruneAsync() => (int)await _scripts.RunAsync(RedisScript.Prune, Shard, new ScriptArguments()
        .Add(TimeSpan.FromDays(_options.RetentionDays))
        .Add(Math.Max(1, _options.RetentionCount / _options.Shards))).ConfigureAwait(false);

    /// <summary>Puts right what a lost key made wrong.</summary>
    /// <returns>How many executions.</returns>
    public Task<int> MendAsync() => _mender.PassAsync();

    private async Task<IReadOnlyList<SubmitOutcome>> SubmitTogetherAsync(IReadOnlyList<ExecutionSubmission> submissions)
    {
        // Of several shards each has its part of what a queue may hold
        ScriptArguments arguments = new ScriptArguments()
            .Add(Math.Max(1, _options.QueueLimit / _options.Shards)).Add(StoreEvents.Pending.Without).Add(StoreEvents.Scheduled).Add(submissions.Count);
        foreach (ExecutionSubmission one in submissions)
        {
            arguments.Add(one.Id).Add(one.Action).Add(LaneName.Of(one.Queue, one.Group)).Add(SubmissionJson.Write(one)).Add(one.Secrets)
                .Add(one.RunAt).Add(one.Priority).Add(one.Retries)
                .Add(one.Idempotency is { } claim ? KeyName(one.RequestedBy, claim.Key) : null)
                .Add(one.Idempotency is { } request ? Convert.ToHexString(request.RequestHash.Span) : null)
                .Add(one.Limits?.Text).Add(one.Rejecting?.Name).Add(one.Rejecting?.Key).Add(one.Rejecting?.MaxConcurrent.ToString(CultureInfo.InvariantCulture));
        }

        var answers = (string[])(await _scripts.RunAsync(RedisScript.Submit, Shard, arguments).ConfigureAwait(false))!;
        return [.. Enumerable.Range(0, submissions.Count).Select(i => new SubmitOutcome(answers[2 * i] switch
        {
            "accepted" => SubmitStatus.Accepted,
            "replayed" => SubmitStatus.Replayed,
            "conflict" => SubmitStatus.KeyConflict,
            "limit" => SubmitStatus.LimitReached,
            "full" => SubmitStatus.QueueFull,
            "foreign" => SubmitStatus.ForeignId,
            string other => throw new InvalidOperationException($"The submit script answered '{other}'."),
        }, Guid.ParseExact(answers[2 * i + 1], "N")))];
    }

    /// <exception cref="UnreadableRecordException">There is one, and it cannot be read.</exception>
    private async Task<TValue?> HeadAsync<TValue>(Guid id, Func<ExecutionHead, TValue> read) where TValue : struct
    {
        try
        {
            return await _scripts.ReadAsync(database => database.HashGetAsync(Shard.Execution(id), ExecutionHead.Field)).ConfigureAwait(false) is { IsNull: false } text
                ? read(ExecutionHead.Parse(text))
                : null;
        }
        catch (Exception damaged) when (Unreadable.Is(damaged))
        {
            _scripts.Report("execution", id.ToString("N"), Unreadable.Reason(damaged));
            throw new UnreadableRecordException(id, damaged);
        }
    }

    /// <summary>Of any length and any text, so only its hash is part of a key of the store.</summary>
    private static string KeyName(Principal by, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{by.Id}\0{key}")));
}
