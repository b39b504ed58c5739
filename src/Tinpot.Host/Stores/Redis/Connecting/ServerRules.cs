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
                $"Redis at {where} keeps no append-only file: a crash of it loses every execution since its last snapshot, "
                + "accepted, running and finished ones. Set 'appendonly yes' in its configuration.");
        }

        if (facts.Eviction != "noeviction")
        {
            warnings.Add(
                $"Redis at {where} removes keys when its memory is full (maxmemory-policy {facts.Eviction}): executions would vanish without a trace. "
                + "Set 'maxmemory-policy noeviction': then it refuses new work instead, and who submits is told.");
        }

        // It will be looked at when it is the primary
        if (facts.Replica)
            warnings.Clear();
        return new ServerVerdict(
            Refusal(facts, where, strict ? warnings : []),
            facts.Replica ? $"Redis at {where} is a replica, which takes no writes; waiting until it is the primary. If it stays one, name the primary in REDIS_URL." : null,
            warnings,
            Promise(facts, where));
    }

    /// <summary>Of a server that may not be asked.</summary>
    public static ServerVerdict Unseen(string where, bool strict)
    {
        string warning = $"Redis at {where} does not let this user ask INFO, so nobody knows whether it keeps an append-only file and whether it removes keys. Allow it with ACL SETUSER … +info.";
        return new ServerVerdict(strict ? Strict([warning]) : null, Waiting: null, [warning], $"Redis at {where} promises what it is configured to; it does not say what that is.");
    }

    private static string? Refusal(ServerFacts facts, string where, List<string> forbidden)
    {
        if (facts.Sentinel)
            return $"{where} is a Sentinel, which keeps no data. Name the server that it watches as well: REDIS_URL=redis://sentinel:26379?sentinel=name.";
        if (facts.Version < Oldest)
            return $"Redis at {where} is version {facts.Version}; Tinpot needs {Oldest} or later, or Valkey. Update it, or leave REDIS_URL out: then the host keeps its own store.";
        return forbidden.Count == 0 ? null : Strict(forbidden);
    }

    private static string Strict(List<string> forbidden) =>
        string.Join(Environment.NewLine, forbidden) + Environment.NewLine + "TINPOT_REDIS_STRICT is true, so the host does not start on it.";

    private static string Promise(ServerFacts facts, string where) => (facts.AppendOnly, facts.Eviction == "noeviction") switch
    {
        (true, true) => $"Redis {facts.Version} at {where} keeps an append-only file and removes nothing: what was accepted survives a crash of it, up to the last second or so when its machine fails too.",
        (true, false) => $"Redis {facts.Version} at {where} keeps an append-only file, but may remove anything when its memory is full.",
        (false, true) => $"Redis {facts.Version} at {where} survives crashes of hosts and workers; its own cost what came since its last snapshot.",
        (false, false) => $"Redis {facts.Version} at {where} survives crashes of hosts and workers, and promises nothing beyond.",
    };
}
