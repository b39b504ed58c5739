using Tinpot.Settings;

namespace Tinpot.Host.Tests.Settings;

public class OptionTableTests
{
    /// <summary>A text other than the default for each setting, and what it must come to.</summary>
    private static readonly Dictionary<string, (string Text, Func<TinpotOptions, object?> Value, object? Expected)> Examples = new()
    {
        ["ROOT_PATH"] = ("/ops/tinpot/", options => options.RootPath, "/ops/tinpot"),
        ["TINPOT_DATA"] = ("var/data", options => options.DataFolder, "/srv/app/var/data"),
        ["REDIS_URL"] = ("redis://:secret@localhost", options => options.RedisUrl, "redis://:secret@localhost"),
        ["TINPOT_REDIS_STRICT"] = ("true", options => options.RedisStrict, true),
        ["TINPOT_REDIS_PREFIX"] = ("staging:1", options => options.RedisPrefix, "staging:1"),
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
        ["TINPOT_CHILD_WRAPPER"] = ("bwrap --chdir '/a b'", options => string.Join('|', options.ChildWrapper), "bwrap|--chdir|/a b"),
        ["TINPOT_CHILD_NEW_PRIVILEGES"] = ("true", options => options.ChildNewPrivileges, true),
        ["TINPOT_DIAGNOSTICS"] = ("true", options => options.Diagnostics, true),
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

        Assert.NotEqual(expected, value(SettingsReader.Read().Options));
        Assert.Equal(expected, value(SettingsReader.Read((variable, text)).Options));
        Assert.Equal(expected, value(SettingsReader.Read((definition.Switch, text)).Options));
        Assert.Equal(expected, value(SettingsReader.Read(($"Tinpot:{definition.Setting}", text)).Options));
    }

    [Fact]
    public void A_list_may_be_an_array_in_appsettings() =>
        Assert.Equal(["a", "b c"], SettingsReader.Read(("Tinpot:Queues:0", "a"), ("Tinpot:Queues:1", "b c")).Options.Queues);

    [Theory]
    [InlineData("tinpot")]
    [InlineData("a.example.org:8080")]
    [InlineData("my_host")]
    [InlineData("bücher.example")]
    [InlineData("10.0.0.7")]
    [InlineData("[::1]")]
    [InlineData("[::1]:8080")]
    public void A_host_may_be_a_name_or_an_address_with_a_port_or_without(string host) =>
        Assert.Equal([host], SettingsReader.Read(("TINPOT_HOSTS", host)).Options.Hosts);

    /// <summary>An item is one name: neither split again nor trimmed, so what no queue can be named is refused.</summary>
    [Theory]
    [InlineData("Queues", "a,b")]
    [InlineData("Queues", " a")]
    [InlineData("Queues", "a ")]
    [InlineData("Queues", "")]
    [InlineData("Queues", "a\nb")]
    [InlineData("Queues", "*")]
    [InlineData("ActionGroups", "a,b")]
    [InlineData("ActionGroups", "*")]
    [InlineData("ChildEnv", "A,B")]
    [InlineData("Hosts", "a.example,b.example")]
    [InlineData("ChildEnv", "A=B")]
    [InlineData("Hosts", "https://a.example")]
    [InlineData("Hosts", "a.example b.example")]
    [InlineData("Hosts", "user@a.example")]
    [InlineData("Hosts", "*.example")]
    [InlineData("Hosts", "a.example?")]
    [InlineData("Hosts", "a.example:port")]
    public void An_item_that_names_nothing_is_refused(string setting, string item) =>
        Assert.StartsWith(
            $"Tinpot:{setting} in appsettings.json is ['fine', '{item}']; it must be ",
            SettingsReader.Refusal(($"Tinpot:{setting}:0", "fine"), ($"Tinpot:{setting}:1", item)));

    [Fact]
    public void An_array_for_one_value_is_refused() =>
        Assert.Equal("Tinpot:Title in appsettings.json is an array or an object; it takes one value.", SettingsReader.Refusal(("Tinpot:Title:0", "a")));

    [Fact]
    public void Each_option_names_its_property()
    {
        string[] properties = [.. typeof(TinpotOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(properties, OptionTable.All.Select(option => option.Property).Order(StringComparer.Ordinal));
        Assert.All(OptionTable.All, option => Assert.NotNull(option.Value));
    }

    public static TheoryData<string, Action<TinpotOptions>> WrongInCode { get; } = new()
    {
        { "RootPath is 'tinpot'; it must be", options => options.RootPath = "tinpot" },
        { "RootPath is '/a//b'; it must be", options => options.RootPath = "/a//b" },
        { "RootPath is null", options => options.RootPath = null! },
        { "DataFolder is empty", options => options.DataFolder = "" },
        { "DataFolder is null", options => options.DataFolder = null! },
        { "DataFolder holds a line break", options => options.DataFolder = "/srv/data\n" },
        { "RedisUrl must", options => options.RedisUrl = "localhost:6379:password" },
        { "WorkerName is empty", options => options.WorkerName = "" },
        { "Concurrency is '0'; it must be a whole number from 1", options => options.Concurrency = 0 },
        { "Concurrency is '-1'", options => options.Concurrency = -1 },
        { "Concurrency is '10001'", options => options.Concurrency = 10_001 },
        { "ParkedLimit is '-1'", options => options.ParkedLimit = -1 },
        { "Queues is ['a,b']; it must be names", options => options.Queues = ["a,b"] },
        { "Queues is ['*']; it must be names of queues; leave it out", options => options.Queues = ["*"] },
        { "Groups is ['']", options => options.Groups = [""] },
        { "Lease is '00:00:00'", options => options.Lease = TimeSpan.Zero },
        { "Lease is '-00:00:01'", options => options.Lease = TimeSpan.FromSeconds(-1) },
        { "Lease is '10675199.02:48:05.4775807'", options => options.Lease = TimeSpan.MaxValue },
        { "Drain is '-00:00:01'", options => options.Drain = TimeSpan.FromSeconds(-1) },
        { "Grace is '1.00:00:00'", options => options.Grace = TimeSpan.FromDays(1) },
        { "Timeout is '00:00:00'", options => options.Timeout = TimeSpan.Zero },
        { "Timeout is '-00:00:00.0010000'", options => options.Timeout = System.Threading.Timeout.InfiniteTimeSpan },
        { "Isolation is '7'", options => options.Isolation = (Isolation)7 },
        { "ChildMaxExecutions is '0'", options => options.ChildMaxExecutions = 0 },
        { "ChildMaxMemory is '-1'", options => options.ChildMaxMemory = -1 },
        { "ChildEnvironment is null", options => options.ChildEnvironment = null! },
        { "RetentionDays is '-5'", options => options.RetentionDays = -5 },
        { "RetentionCount is '0'", options => options.RetentionCount = 0 },
        { "LogLimit is '-1'", options => options.LogLimit = -1 },
        { "BodyLimit is '0'", options => options.BodyLimit = 0 },
        { "ResultLimit is '-1'", options => options.ResultLimit = -1 },
        { "QueueLimit is '0'", options => options.QueueLimit = 0 },
        { "Hosts is ['https://a']", options => options.Hosts = ["https://a"] },
        { "Hosts is null", options => options.Hosts = null! },
        { "Title holds a line break", options => options.Title = "PRODUCTION\r\n" },
        { "Auth is 'basic'", options => options.Auth = "basic" },
    };

    [Theory, MemberData(nameof(WrongInCode))]
    public void What_is_set_in_code_passes_the_same_rules(string problem, Action<TinpotOptions> configure)
    {
        StartException refusal = Assert.Throws<StartException>(() => Configure(configure));
        Assert.StartsWith("TinpotOptions." + problem, refusal.Message);
        Assert.DoesNotContain("password", refusal.Message);
    }

    [Fact]
    public void Everything_that_is_wrong_in_code_is_said_at_once() =>
        Assert.Equal(3, Assert.Throws<StartException>(() => Configure(options =>
        {
            (options.Concurrency, options.Lease) = (0, TimeSpan.Zero);
            (options.Key, options.KeyFile) = ("a", "b");
        })).Message.Split(Environment.NewLine).Length);

    [Fact]
    public void What_is_right_in_code_is_taken_as_it_is()
    {
        TinpotOptions options = Configure(options =>
        {
            options.RootPath = "/ops/";
            options.Concurrency = 10_000;
            options.Grace = TimeSpan.Zero;
            options.Queues = ["a b", "Ops:EU"];
            options.Timeout = null;
            options.Title = "";
        }).Options;
        Assert.Equal(("/ops", 10_000, TimeSpan.Zero, null, null), (options.RootPath, options.Concurrency, options.Grace, options.Timeout, options.Title));
        Assert.Equal(["a b", "Ops:EU"], options.Queues);
    }

    private static ConfiguredOptions Configure(Action<TinpotOptions> configure) => OptionReader.Read(
        new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build(), new Dictionary<string, string>(), SettingsReader.ContentRoot, configure);

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
