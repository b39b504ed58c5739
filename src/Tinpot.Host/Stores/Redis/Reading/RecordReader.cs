using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Security;
using Tinpot.Stores.Redis.Scripts;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>Reads the hash of an execution.</summary>
internal static class RecordReader
{
    private static readonly RedisValue[] Fields = [ExecutionHead.Field, "details", "worker", "cancelled_by", "error", "result", "ran"];

    /// <returns>null when there is no such execution.</returns>
    /// <exception cref="UnreadableRecordException">There is one, and it cannot be read.</exception>
    public static async Task<ExecutionRecord?> FindAsync(ScriptRunner scripts, Shard shard, Guid id)
    {
        try
        {
            RedisValue[] values = await scripts.ReadAsync(database => database.HashGetAsync(shard.Execution(id), Fields)).ConfigureAwait(false);
            return values[0].IsNull && values[1].IsNull ? null : Read(id, values);
        }
        catch (Exception damaged) when (Unreadable.Is(damaged))
        {
            scripts.Report("execution", id.ToString("N"), Unreadable.Reason(damaged));
            throw new UnreadableRecordException(id, damaged);
        }
    }

    /// <remarks>What its worker did not report has only its times.</remarks>
    private static TimeSpan? Duration(ExecutionHead head, RedisValue stored)
    {
        if (head.FinishedAt is not { } finished || head.StartedAt is not { } started)
            return null;
        if (!stored.IsNull && stored.TryParse(out long milliseconds))
            return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, int.MaxValue * 1000L));
        return finished > started ? finished - started : TimeSpan.Zero;
    }

    private static ExecutionRecord Read(Guid id, RedisValue[] values)
    {
        var head = ExecutionHead.Parse(values[0]);
        ExecutionSubmission submission = SubmissionJson.Read(id, (byte[]?)values[1]);
        return new ExecutionRecord
        {
            Id = id,
            State = head.State,
            Fence = head.Fence,
            Attempt = head.Attempt,
            Priority = head.Priority,
            CancelRequested = head.CancelRequested,
            CreatedAt = head.CreatedAt,
            RunAt = head.RunAt,
            StartedAt = head.StartedAt,
            FinishedAt = head.FinishedAt,
            Duration = Duration(head, values[6]),
            Action = submission.Action,
            Title = submission.Title,
            Group = submission.Group,
            Queue = submission.Queue,
            ContractHash = submission.ContractHash,
            RequestedBy = submission.RequestedBy,
            RequestedVia = submission.RequestedVia,
            RerunOf = submission.RerunOf,
            ParentId = submission.ParentId,
            RootId = submission.RootId,
            Arguments = submission.Arguments,
            Worker = values[2],
            CancelledBy = values[3].IsNull ? null : PrincipalJson.Read((byte[])values[3]!),
            Error = values[4].IsNull ? null : ExecutionErrorJson.Read((byte[])values[4]!),
            Result = values[5].IsNull ? default(ReadOnlyMemory<byte>?) : Result((byte[])values[5]!),
        };
    }

    private static byte[] Result(byte[] json)
    {
        StoredJson.Check(json, "result");
        return json;
    }
}
