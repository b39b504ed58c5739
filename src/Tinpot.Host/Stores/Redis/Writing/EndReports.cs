using System.Globalization;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Stores.Redis.Claiming;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>Stores how executions ended, several of them in one step, and in the same step takes work for the slots that become free.</summary>
internal sealed class EndReports
{
    private readonly Shard _shard;
    private readonly ScriptRunner _scripts;
    private readonly string _owner;
    private readonly TimeSpan _keep;
    private readonly Claims _claims;
    private readonly ScriptBatch<FinishReport, FinishReply> _ends;
    private readonly ScriptBatch<FinishReport, FinishReply> _exchanges;

    /// <param name="keep">So long the keys of an execution that ended are kept.</param>
    public EndReports(Shard shard, ScriptRunner scripts, string owner, TimeSpan keep, Claims claims)
    {
        _shard = shard;
        _scripts = scripts;
        _owner = owner;
        _keep = keep;
        _claims = claims;
        _ends = new(EndTogetherAsync);
        // The claims of a series are made one after the other, and those of one step are one claim
        _exchanges = new(ExchangeTogetherAsync, parallel: 1) { Fits = static (one, other) => IsSame(one.Next!, other.Next!) };
    }

    /// <exception cref="OwnershipLostException">The lease is not the execution's any more.</exception>
    /// <exception cref="InvalidOperationException">The last events do not follow what is stored.</exception>
    public async Task<IReadOnlyList<ClaimedExecution>> StoreAsync(FinishReport report, CancellationToken cancellation)
    {
        if (report.Events is { } events)
            BatchOrder.Check(report.Lease, events);
        ScriptBatch<FinishReport, FinishReply> batch = report.Next is { MaxCount: > 0 } ? _exchanges : _ends;
        FinishReply reply = await batch.AddAsync(report, cancellation).ConfigureAwait(false);
        BatchAnswer.Check(reply.Answer, report.Lease, report.Events);
        return reply.Taken;
    }

    /// <summary>Whether both ask for the same work, however much of it.</summary>
    private static bool IsSame(ClaimRequest one, ClaimRequest other) => one with { MaxCount = other.MaxCount } == other;

    private async Task<IReadOnlyList<FinishReply>> EndTogetherAsync(IReadOnlyList<FinishReport> reports)
    {
        ScriptArguments arguments = Begin(reports);
        foreach (FinishReport report in reports)
            Add(arguments, report);
        var answers = (string[])(await _scripts.RunAsync(RedisScript.Finish, _shard, arguments).ConfigureAwait(false))!;
        return [.. answers.Select(static answer => new FinishReply(answer, []))];
    }

    private async Task<IReadOnlyList<FinishReply>> ExchangeTogetherAsync(IReadOnlyList<FinishReport> reports)
    {
        ScriptArguments arguments = Begin(reports);
        foreach (FinishReport report in reports)
            Add(arguments.Add(report.Next!.MaxCount), report);
        string[] answers = [];
        IReadOnlyList<ClaimedExecution>[] taken = await _claims.WithEndsAsync(
            reports[0].Next!,
            async claim =>
            {
                var parts = (RedisResult[])(await _scripts.RunAsync(RedisScript.Exchange, _shard, arguments.Add(claim)).ConfigureAwait(false))!;
                answers = (string[])parts[0]!;
                return parts[1];
            },
            // Whose report is refused hears of nothing
            () => [.. reports.Select((report, i) => answers[i] is "stored" or "same" ? report.Next!.MaxCount : 0)]).ConfigureAwait(false);
        return [.. answers.Zip(taken, static (answer, share) => new FinishReply(answer, share))];
    }

    private ScriptArguments Begin(IReadOnlyList<FinishReport> reports) =>
        new ScriptArguments().Add(_owner).Add(_keep).Add(StoreEvents.Revoked).Add(reports.Count);

    private static void Add(ScriptArguments arguments, FinishReport report)
    {
        ExecutionOutcome outcome = report.Outcome;
        bool retry = outcome.State == ExecutionState.RETRY;
        arguments.Add(report.Lease.ExecutionId).Add(report.Lease.Fence).Add(outcome.State.ToString())
            .Add(outcome.Result).Add(outcome.Error is { } error ? ExecutionErrorJson.Write(error) : null)
            .Add(retry ? default : StoreEvents.Complete(outcome))
            .Add(outcome.RetryAt).Add(outcome.Error?.Reason == FailureReason.Crash)
            .Add(retry ? EventTemplate.State(ExecutionState.RETRY, retryAt: outcome.RetryAt, error: outcome.Error) : EventTemplate.None)
            .Add(((long?)outcome.Duration?.TotalMilliseconds)?.ToString(CultureInfo.InvariantCulture))
            .Add(report.Events is not null);
        if (report.Events is { } events)
            arguments.Add(events);
    }
}
