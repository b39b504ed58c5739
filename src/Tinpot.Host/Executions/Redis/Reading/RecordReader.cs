using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>Reads the hash of an execution.</summary>
internal static class RecordReader
{
    public static ExecutionRecord Read(Guid id, HashEntry[] fields)
    {
        Dictionary<string, RedisValue> row = fields.ToDictionary(field => (string)field.Name!, field => field.Value, StringComparer.Ordinal);
        RedisValue Value(string name) => row.GetValueOrDefault(name);
        DateTimeOffset? Time(string name) =>
            Value(name) is { IsNull: false } value ? DateTimeOffset.FromUnixTimeMilliseconds((long)value) : null;
        Guid? Id(string name) => Value(name) is { IsNull: false } value ? Guid.ParseExact((string)value!, "N") : null;

        return new ExecutionRecord
        {
            Id = id,
            State = ExecutionStateNames.ParseState((byte[])Value("state")!),
            Fence = (long)Value("fence"),
            Attempt = (int)Value("attempt"),
            Priority = (int)Value("priority"),
            CancelRequested = Value("cancel") == 1,
            CreatedAt = Time("created")!.Value,
            RunAt = Time("run_at"),
            StartedAt = Time("started"),
            FinishedAt = Time("finished"),
            Action = (string)Value("action")!,
            Title = (string)Value("title")!,
            Group = (string)Value("group")!,
            Queue = (string)Value("queue")!,
            ContractHash = (string)Value("contract")!,
            RequestedBy = PrincipalJson.Read((byte[])Value("by")!),
            RequestedVia = (string)Value("via")!,
            Worker = Value("worker"),
            CancelledBy = Value("cancelled_by") is { IsNull: false } by ? PrincipalJson.Read((byte[])by!) : null,
            RerunOf = Id("rerun_of"),
            ParentId = Id("parent"),
            RootId = Id("root"),
            Arguments = (byte[])Value("arguments")!,
            Error = Value("error") is { IsNull: false } error ? ExecutionErrorJson.Read((byte[])error!) : null,
            Result = Value("result") is { IsNull: false } result ? (byte[])result! : default(ReadOnlyMemory<byte>?),
        };
    }
}
