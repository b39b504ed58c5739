namespace Tinpot.Stores.Redis.Connecting;

/// <summary>Judges a server by what it says of itself.</summary>
internal static class ServerRules
{
    /// <summary>The oldest with what the scripts use.</summary>
    private static readonly Version Oldest = new(6, 2);

    /// <param name="where">Names the server, without a secret.</param>
    /// <param name="strict">A warning is a refusal.</param>
    public static ServerVerdict Judge(ServerFacts facts, string where, bool strict)
    {
        List<string> warnings = [];
        if (!facts.AppendOnly)
        {
            warnings.Add(
                $"Redis at {where} does not write an append-only file: if it crashes, it loses everything since its last snapshot, "
                + "including accepted, running and finished executions. Set 'appendonly yes' in its configuration.");
        }

        if (facts.Eviction != "noeviction")
        {
            warnings.Add(
                $"Redis at {where} removes keys when its memory is full (maxmemory-policy {facts.Eviction}): executions would disappear without a message. "
                + "Set 'maxmemory-policy noeviction': then Redis refuses new work instead, and submissions return an error.");
        }

        // It will be looked at when it is the primary
        if (facts.Replica)
            warnings.Clear();
        return new ServerVerdict(
            Refusal(facts, where, strict ? warnings : []),
            facts.Replica ? $"Redis at {where} is a replica, which does not accept writes; waiting until it is the primary. If it stays a replica, set REDIS_URL to the primary." : null,
            warnings,
            Promise(facts, where));
    }

    /// <summary>Of a server that may not be asked.</summary>
    public static ServerVerdict Unseen(string where, bool strict)
    {
        string warning = $"Redis at {where} does not allow this user to run INFO, so the host cannot check whether it writes an append-only file and whether it removes keys. Allow it with ACL SETUSER … +info.";
        return new ServerVerdict(strict ? Strict([warning]) : null, Waiting: null, [warning], $"The durability of Redis at {where} depends on its configuration, which this host cannot read.");
    }

    private static string? Refusal(ServerFacts facts, string where, List<string> forbidden)
    {
        if (facts.Sentinel)
            return $"{where} is a Sentinel, which stores no data. Add the name of the server that it watches: REDIS_URL=redis://sentinel:26379?sentinel=name.";
        if (facts.Version < Oldest)
            return $"Redis at {where} is version {facts.Version}; Tinpot needs {Oldest} or later, or Valkey. Update it, or remove REDIS_URL: then the host uses its embedded store.";
        return forbidden.Count == 0 ? null : Strict(forbidden);
    }

    private static string Strict(List<string> forbidden) =>
        string.Join(Environment.NewLine, forbidden) + Environment.NewLine + "TINPOT_REDIS_STRICT is true, so the host does not start with this server.";

    private static string Promise(ServerFacts facts, string where) => (facts.AppendOnly, facts.Eviction == "noeviction") switch
    {
        (true, true) => $"Redis {facts.Version} at {where} writes an append-only file and does not evict keys: accepted work survives a crash of Redis; if its machine fails, the last second or two may be lost.",
        (true, false) => $"Redis {facts.Version} at {where} writes an append-only file, but evicts keys when its memory is full.",
        (false, true) => $"Redis {facts.Version} at {where} does not write an append-only file: crashes of hosts and workers lose nothing, but a crash of Redis itself loses everything since the last snapshot.",
        (false, false) => $"Redis {facts.Version} at {where} does not write an append-only file and evicts keys when its memory is full: crashes of hosts and workers lose nothing, but a crash of Redis itself or a full memory loses executions.",
    };
}
