using Tinpot.Configuration;

namespace Tinpot.Host.Tests.Configuration;

public class OptionTableTests
{
    /// <summary>A text other than the default for each setting, and what it must come to.</summary>
    private static readonly Dictionary<string, (string Text, Func<TinpotOptions, object?> Value, object? Expected)> Examples = new()
    {
        ["ROOT_PATH"] = ("/ops/tinpot/", options => options.RootPath, "/ops/tinpot"),
        ["TINPOT_DATA"] = ("var/data", options => options.DataFolder, "/srv/app/var/data"),
        ["REDIS_URL"] = ("redis://:secret@localhost", options => options.RedisUrl, "redis://:secret@localhost"),
        ["TINPOT_REDIS_STRICT"] = ("true", options => options.RedisStrict, true),
        ["QUEUES"] = ("default, devops,", options => string.Join('|', options.Queues ?? []), "default|devops"),
        ["ACTION_GROUPS"] = ("DevOps,Database", options => string.Join('|', options.Groups ?? []), "DevOps|Database"),
        ["WORKER_CONCURRENCY"] = ("3", options => options.Concurrency, 3),
        ["TINPOT_PARKED_LIMIT"] = ("3", options => options.ParkedLimit, 3),
        ["WORKER_NAME"] = ("left", options => options.WorkerName, "left"),
        ["TINPOT_LEASE"] = ("00:00:05", options => options.Lease, TimeSpan.FromSeconds(5)),
        ["TINPOT_DRAIN"] = ("1.00:00:00", options => options.Drain, TimeSpan.FromDays(1)),
        ["TINPOT_GRACE"] = ("00:00:01.5", options => options.Grace, TimeSpan.FromSeconds(1.5)),
        ["TINPOT_TIMEOUT"] = ("01:00:00", options => options.Timeout, TimeSpan.FromHours(1)),
        ["TINPOT_ISOLATION"] = ("inprocess", options => options.Isolation, Isolation.InProcess),
        ["TINPOT_CHILD_MAX_EXECUTIONS"] = ("10", options => options.ChildMaxExecutions, 10),
        ["TINPOT_CHILD_MAX_MEMORY"] = ("64MiB", options => options.ChildMaxMemory, 64L * 1024 * 1024),
        ["TINPOT_CHILD_ENV"] = ("REDIS_URL,TINPOT_KEY", options => string.Join('|', options.ChildEnvironment), "REDIS_URL|TINPOT_KEY"),
        ["TINPOT_RETENTION_DAYS"] = ("7", options => options.RetentionDays, 7),
        ["TINPOT_RETENTION_COUNT"] = ("100", options => options.RetentionCount, 100),
        ["TINPOT_LOG_LIMIT"] = ("2 GiB", options => options.LogLimit, 2L << 30),
        ["TINPOT_BODY_LIMIT"] = ("64kib", options => options.BodyLimit, 64 * 1024),
        ["TINPOT_RESULT_LIMIT"] = ("2048", options => options.ResultLimit, 2048),
        ["TINPOT_QUEUE_LIMIT"] = ("5", options => options.QueueLimit, 5),
        ["TINPOT_HOSTS"] = ("a.example.org,b.example.org", options => string.Join('|', options.Hosts), "a.example.org|b.example.org"),
        ["TINPOT_KEY"] = ("secret", options => options.Key, "secret"),
        ["TINPOT_KEY_FILE"] = ("/run/secrets/key", options => options.KeyFile, "/run/secrets/key"),
        ["TINPOT_TITLE"] = ("PRODUCTION", options => options.Title, "PRODUCTION"),
        ["TINPOT_AUTH"] = ("none", options => options.Auth, "none"),
    };

    public static TheoryData<string> Variables => new(OptionTable.All.Select(option => option.Variable));

    [Theory]
    [MemberData(nameof(Variables))]
    public void Each_option_is_read_from_each_of_its_spellings(string variable)
    {
        OptionDefinition definition = OptionTable.All.Single(option => option.Variable == variable);
        (string text, Func<TinpotOptions, object?> value, object? expected) = Examples[variable];

        Assert.NotEqual(expected, value(Settings.Read().Options));
        Assert.Equal(expected, value(Settings.Read((variable, text)).Options));
        Assert.Equal(expected, value(Settings.Read((definition.Switch, text)).Options));
        Assert.Equal(expected, value(Settings.Read(($"Tinpot:{definition.Setting}", text)).Options));
    }

    [Fact]
    public void A_list_may_be_an_array_in_appsettings() =>
        Assert.Equal(["a", "b"], Settings.Read(("Tinpot:Queues:0", "a"), ("Tinpot:Queues:1", "b")).Options.Queues);

    [Fact]
    public void Spellings_follow_from_the_documented_name()
    {
        OptionDefinition option = OptionTable.All.Single(option => option.Variable == "TINPOT_LOG_LIMIT");

        Assert.Equal("--log-limit", option.Switch);
        Assert.Equal("LogLimit", option.Setting);
    }

    [Fact]
    public void The_table_in_the_docs_is_this_one()
    {
        string docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md")).ReplaceLineEndings("\n");
        IEnumerable<string> rows = OptionTable.All.Select(option =>
            $"| `{option.Variable}` | {(option.Secret ? "—" : string.Join(", ", new[] { option.Switch, option.Short }.OfType<string>().Select(spelling => $"`{spelling}`")))} | `{option.Setting}` | {option.Default} | {option.Meaning} |");

        foreach (string row in rows)
            Assert.Contains(row + "\n", docs);
        int documented = docs.Split("## Command line")[0].Split("\n").Count(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(OptionTable.All.Count + 1, documented);
    }
}
