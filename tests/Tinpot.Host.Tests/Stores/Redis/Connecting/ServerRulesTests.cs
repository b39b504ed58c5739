using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Stores.Redis.Connecting;

public class ServerRulesTests
{
    private const string Where = "redis://:***@localhost:6379/0";

    [Theory]
    [InlineData("6.2.0", true)]
    [InlineData("7.0.15", true)]
    [InlineData("8.0-rc1", true)]
    [InlineData("7.4.0-rc2", true)]
    [InlineData("6.0.16", false)]
    [InlineData("5.0.14", false)]
    public void Servers_that_are_too_old_are_refused(string version, bool fit)
    {
        ServerVerdict verdict = Judge(("redis_version", version));

        Assert.Equal(fit, verdict.Refusal is null);
        Assert.True(fit || verdict.Refusal!.Contains("needs 6.2", StringComparison.Ordinal));
    }

    [Fact]
    public void What_keeps_everything_is_said_in_one_line()
    {
        ServerVerdict verdict = Judge();

        Assert.Empty(verdict.Warnings);
        Assert.Null(verdict.Waiting);
        Assert.Equal(
            "Redis 7.0.15 at redis://:***@localhost:6379/0 writes an append-only file and does not evict keys: accepted work survives a crash of Redis; "
            + "if its machine fails, the last second or two may be lost.",
            verdict.Promise);
    }

    [Fact]
    public void Without_an_append_only_file_one_warning_says_what_is_lost_and_what_to_set()
    {
        string warning = Assert.Single(Judge(("aof_enabled", "0")).Warnings);

        Assert.Contains("loses everything since its last snapshot", warning);
        Assert.Contains("'appendonly yes'", warning);
    }

    [Theory]
    [InlineData("allkeys-lru")]
    [InlineData("volatile-ttl")]
    public void A_server_that_removes_keys_is_warned_of(string policy)
    {
        string warning = Assert.Single(Judge(("maxmemory_policy", policy)).Warnings);

        Assert.Contains(policy, warning);
        Assert.Contains("'maxmemory-policy noeviction'", warning);
    }

    [Theory]
    [InlineData("aof_enabled", "0")]
    [InlineData("maxmemory_policy", "allkeys-lfu")]
    public void To_the_strict_a_warning_is_a_refusal(string field, string value)
    {
        Assert.Null(Judge((field, value)).Refusal);
        Assert.EndsWith("TINPOT_REDIS_STRICT is true, so the host does not start with this server.", Judge(strict: true, (field, value)).Refusal);
        Assert.Null(Judge(strict: true).Refusal);
    }

    [Theory]
    [InlineData("aof_enabled")]
    [InlineData("maxmemory_policy")]
    public void What_a_server_does_not_say_it_does_not_promise(string field) => Assert.Single(Judge((field, null)).Warnings);

    [Fact]
    public void A_user_who_may_not_ask_is_warned_and_refused_by_the_strict()
    {
        Assert.Contains("+info", Assert.Single(ServerRules.Unseen(Where, strict: false).Warnings));
        Assert.Null(ServerRules.Unseen(Where, strict: false).Refusal);
        Assert.NotNull(ServerRules.Unseen(Where, strict: true).Refusal);
    }

    [Fact]
    public void A_replica_is_waited_for_even_by_the_strict()
    {
        ServerVerdict verdict = Judge(strict: true, ("role", "slave"), ("aof_enabled", "0"));

        Assert.Contains("is a replica", verdict.Waiting);
        Assert.Null(verdict.Refusal);
    }

    [Fact]
    public void A_sentinel_is_no_server() => Assert.Contains("?sentinel=name", Judge(("redis_mode", "sentinel")).Refusal);

    [Theory]
    [InlineData("redis_version")]
    [InlineData("run_id")]
    public void An_answer_without_the_essential_is_none(string field) => Assert.Throws<FormatException>(() => Judge((field, null)));

    private static ServerVerdict Judge(params (string Field, string? Value)[] changes) => Judge(strict: false, changes);

    private static ServerVerdict Judge(bool strict, params (string Field, string? Value)[] changes)
    {
        var info = new Dictionary<string, string?>
        {
            ["redis_version"] = "7.0.15",
            ["redis_mode"] = "standalone",
            ["run_id"] = "e5475391029c32584c837f17900db803d49f1e74",
            ["maxmemory_policy"] = "noeviction",
            ["aof_enabled"] = "1",
            ["role"] = "master",
        };
        foreach ((string field, string? value) in changes)
            info[field] = value;
        string text = "# Server\r\n" + string.Concat(info.Where(one => one.Value is not null).Select(one => $"{one.Key}:{one.Value}\r\n"));
        return ServerRules.Judge(ServerFacts.Parse(text), Where, strict);
    }
}
