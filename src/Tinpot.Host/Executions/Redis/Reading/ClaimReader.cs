using StackExchange.Redis;

namespace Tinpot.Executions.Redis;

/// <summary>Reads the answer of a claim.</summary>
internal static class ClaimReader
{
    private const int Values = 16;

    public static IReadOnlyList<ClaimedExecution> Read(RedisResult[] values)
    {
        var claimed = new ClaimedExecution[values.Length / Values];
        for (int i = 0; i < claimed.Length; i++)
        {
            ReadOnlySpan<RedisResult> one = values.AsSpan(i * Values, Values);
            var secrets = (byte[])one[10]!;
            claimed[i] = new ClaimedExecution
            {
                Lease = new Lease(Guid.ParseExact((string)one[0]!, "N"), (long)one[1]),
                Attempt = (int)one[2],
                Retries = (int)one[3],
                Crashes = (int)one[4],
                LinesBefore = (long)one[5],
                BytesBefore = (long)one[6],
                Action = (string)one[7]!,
                Queue = (string)one[12]!,
                ContractHash = (string)one[8]!,
                Arguments = (byte[])one[9]!,
                Secrets = secrets.Length == 0 ? default(ReadOnlyMemory<byte>?) : secrets,
                RequestedBy = PrincipalJson.Read((byte[])one[11]!),
                Waited = TimeSpan.FromMilliseconds((long)one[13]),
                Trace = (string)one[14]! is { Length: > 0 } parent ? new TraceContext(parent, (string)one[15]! is { Length: > 0 } state ? state : null) : null,
            };
        }

        return claimed;
    }
}
