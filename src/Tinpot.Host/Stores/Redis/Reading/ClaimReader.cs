using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>Reads the answer of a claim.</summary>
internal static class ClaimReader
{
    private const int Values = 10;

    /// <param name="asked">When it was asked for, at the earliest.</param>
    /// <param name="unreadable">Gets each execution that was claimed and cannot be read, with the reason.</param>
    public static List<ClaimedExecution> Read(RedisResult[] values, long asked, Action<Lease, Exception> unreadable)
    {
        var claimed = new List<ClaimedExecution>(values.Length / Values);
        for (int i = 0; i + Values <= values.Length; i += Values)
        {
            ReadOnlySpan<RedisResult> one = values.AsSpan(i, Values);
            // The script checked both
            var lease = new Lease(Guid.ParseExact((string)one[0]!, "N"), (long)one[1]);
            try
            {
                claimed.Add(Read(lease, asked, one));
            }
            catch (Exception damaged) when (Unreadable.Is(damaged))
            {
                unreadable(lease, damaged);
            }
        }

        return claimed;
    }

    private static ClaimedExecution Read(Lease lease, long asked, ReadOnlySpan<RedisResult> one)
    {
        ExecutionSubmission submission = SubmissionJson.ReadToRun(lease.ExecutionId, (byte[]?)one[8]);
        byte[] secrets = (byte[]?)one[9] ?? [];
        return new ClaimedExecution
        {
            Lease = lease,
            Asked = asked,
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
}
