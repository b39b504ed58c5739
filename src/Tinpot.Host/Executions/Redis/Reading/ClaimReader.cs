using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>Reads the answer of a claim.</summary>
internal static class ClaimReader
{
    private const int Values = 10;

    public static IReadOnlyList<ClaimedExecution> Read(RedisResult[] values)
    {
        var claimed = new ClaimedExecution[values.Length / Values];
        for (int i = 0; i < claimed.Length; i++)
        {
            ReadOnlySpan<RedisResult> one = values.AsSpan(i * Values, Values);
            var id = Guid.ParseExact((string)one[0]!, "N");
            ExecutionSubmission submission = SubmissionJson.Read(id, (byte[])one[8]!);
            var secrets = (byte[])one[9]!;
            claimed[i] = new ClaimedExecution
            {
                Lease = new Lease(id, (long)one[1]),
                Attempt = (int)one[2],
                Retries = (int)one[3],
                Crashes = (int)one[4],
                LinesBefore = (long)one[5],
                BytesBefore = (long)one[6],
                Waited = TimeSpan.FromMilliseconds((long)one[7]),
                Action = submission.Action,
                Queue = submission.Queue,
                ContractHash = submission.ContractHash,
                Arguments = submission.Arguments,
                Secrets = secrets.Length == 0 ? default(ReadOnlyMemory<byte>?) : secrets,
                RequestedBy = submission.RequestedBy,
                Trace = submission.Trace,
            };
        }

        return claimed;
    }
}
