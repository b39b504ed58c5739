using static Tinpot.Settings.OptionParsers;

namespace Tinpot.Settings;

/// <summary>Every setting there is. Parsing, the command line and <c>docs/configuration.md</c> follow from this table.</summary>
internal static class OptionTable
{
    public const string Section = "Tinpot";

    /// <summary>The highest limit that request bodies can have.</summary>
    public const int LargestBody = 256 * MiB;

    private const int MiB = 1 << 20;

    private static readonly OptionListParser Queues = LaneNames("queues", (options, names) => options.Queues = names);
    private static readonly OptionListParser Groups = LaneNames("groups", (options, names) => options.Groups = names);
    private static readonly OptionListParser ChildEnvironment = Variables((options, names) => options.ChildEnvironment = names);
    private static readonly OptionListParser ChildWrapper = Words((options, words) => options.ChildWrapper = words);
    private static readonly OptionListParser Hosts = HostNames((options, names) => options.Hosts = names);

    public static readonly IReadOnlyList<OptionDefinition> All =
    [
        new("ROOT_PATH", "empty", "path prefix of every route, e.g. `/tinpot`",
            Path((options, path) => options.RootPath = path)) { Property = nameof(TinpotOptions.RootPath), Value = options => options.RootPath },
        new("TINPOT_DATA", "`.tinpot` under the content root", "folder of the embedded store and the key; one host at a time",
            Text((options, folder) => options.DataFolder = folder ?? options.DataFolder)) { Property = nameof(TinpotOptions.DataFolder), Value = options => options.DataFolder },
        new("REDIS_URL", "unset = embedded store", "the Redis that the hosts of a fleet share: `redis://`, `rediss://`, `unix:`, lists for Sentinel and cluster; not accepted on the command line, which every user of the machine can read",
            RedisUrl((options, url) => options.RedisUrl = url)) { Property = nameof(TinpotOptions.RedisUrl), Value = options => options.RedisUrl, Secret = true },
        new("TINPOT_REDIS_STRICT", "`false`", "`true`: the host does not start if Redis is not configured to keep its data; otherwise it logs warnings",
            Flag((options, flag) => options.RedisStrict = flag)) { Property = nameof(TinpotOptions.RedisStrict), Value = options => options.RedisStrict },
        new("TINPOT_REDIS_PREFIX", "`tp`", "prefix of every key and channel in Redis; fleets with different prefixes share nothing; at most 32 letters, digits and `- _ . :`, with a letter or digit at both ends",
            RedisPrefix((options, prefix) => options.RedisPrefix = prefix)) { Property = nameof(TinpotOptions.RedisPrefix), Value = options => options.RedisPrefix },
        new("QUEUES", "all", "queues this worker serves, separated by commas",
            List(Queues)) { Items = Queues, Property = nameof(TinpotOptions.Queues), Value = options => options.Queues },
        new("ACTION_GROUPS", "all", "groups this worker serves, separated by commas",
            List(Groups)) { Items = Groups, Property = nameof(TinpotOptions.Groups), Value = options => options.Groups, Short = "--groups" },
        new("WORKER_CONCURRENCY", "max(8, 2 × processors)", "executions that run at once, 1–10 000",
            Number(1, 10_000, (options, number) => options.Concurrency = number)) { Property = nameof(TinpotOptions.Concurrency), Value = options => options.Concurrency, Short = "--concurrency" },
        new("TINPOT_PARKED_LIMIT", "max(16, 4 × `WORKER_CONCURRENCY`)", "how many executions may release their slots while they wait for executions that they submitted; further ones keep their slots",
            Number(0, 100_000, (options, number) => options.ParkedLimit = number)) { Property = nameof(TinpotOptions.ParkedLimit), Value = options => options.ParkedLimit },
        new("WORKER_NAME", "host-pid", "display name of this worker",
            Text((options, name) => options.WorkerName = name ?? options.WorkerName)) { Property = nameof(TinpotOptions.WorkerName), Value = options => options.WorkerName, Short = "--name" },
        new("TINPOT_LEASE", "`30s`", "lease duration, `1s` to `1h`: after it, another worker may take over work whose lease was not renewed; a worker renews after each third of it, and stops its work after five sixths without a renewal; the embedded store does not use leases",
            Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), (options, time) => options.Lease = time)) { Property = nameof(TinpotOptions.Lease), Value = options => options.Lease },
        new("TINPOT_DRAIN", "`5m`", "how long running work may take to finish when the worker stops",
            Duration(TimeSpan.FromDays(7), (options, time) => options.Drain = time)) { Property = nameof(TinpotOptions.Drain), Value = options => options.Drain },
        new("TINPOT_TIMEOUT", "none", "time limit of an attempt, for actions without `Timeout`",
            Timeout((options, time) => options.Timeout = time)) { Property = nameof(TinpotOptions.Timeout), Value = options => options.Timeout },
        new("TINPOT_GRACE", "`10s`", "how long an execution may take to stop after a cancel, a timeout or a shutdown before it is killed; an execution in the host process cannot be killed, and is abandoned when the host shuts down",
            Duration(TimeSpan.FromHours(1), (options, time) => options.Grace = time)) { Property = nameof(TinpotOptions.Grace), Value = options => options.Grace },
        new("TINPOT_ISOLATION", "`process` on Linux", "where actions without `Isolation` run: `process` (each in a child process, Linux only) or `inprocess` (in the host process; the default on other systems and under a debugger)",
            OneOf((options, where) => options.Isolation = where == "process" ? Isolation.Process : Isolation.InProcess, "process", "inprocess")) { Property = nameof(TinpotOptions.Isolation), Value = options => options.Isolation },
        new("TINPOT_CHILD_MAX_EXECUTIONS", "10000", "a child process is replaced after this many executions",
            Number(1, 100_000_000, (options, number) => options.ChildMaxExecutions = number)) { Property = nameof(TinpotOptions.ChildMaxExecutions), Value = options => options.ChildMaxExecutions },
        new("TINPOT_CHILD_MAX_MEMORY", "512MiB", "a child process is replaced when its resident memory has grown by this much",
            Size(MiB, 1L << 40, (options, bytes) => options.ChildMaxMemory = bytes)) { Property = nameof(TinpotOptions.ChildMaxMemory), Value = options => options.ChildMaxMemory },
        new("TINPOT_CHILD_ENV", "none", "environment variables with secrets or hooks of the host that child processes get nevertheless, separated by commas",
            List(ChildEnvironment)) { Items = ChildEnvironment, Property = nameof(TinpotOptions.ChildEnvironment), Value = options => options.ChildEnvironment },
        new("TINPOT_CHILD_WRAPPER", "none", "command with arguments that starts the child processes, such as a sandbox; the host appends the command line of the child; put quotes around an argument with blanks",
            Command(ChildWrapper)) { Items = ChildWrapper, Property = nameof(TinpotOptions.ChildWrapper), Value = options => options.ChildWrapper },
        new("TINPOT_CHILD_NEW_PRIVILEGES", "`false`", "`true`: programs that actions start may gain rights by a set-uid bit or by capabilities of their file, as `sudo` does",
            Flag((options, flag) => options.ChildNewPrivileges = flag)) { Property = nameof(TinpotOptions.ChildNewPrivileges), Value = options => options.ChildNewPrivileges },
        new("TINPOT_DIAGNOSTICS", "`false`", "`true`: processes of the same user may debug, trace and dump the host and its children, and can read the secrets in them",
            Flag((options, flag) => options.Diagnostics = flag)) { Property = nameof(TinpotOptions.Diagnostics), Value = options => options.Diagnostics },
        new("TINPOT_RETENTION_DAYS", "30", "how many days a finished execution is kept",
            Number(1, 36_500, (options, number) => options.RetentionDays = number)) { Property = nameof(TinpotOptions.RetentionDays), Value = options => options.RetentionDays },
        new("TINPOT_RETENTION_COUNT", "10000", "how many finished executions are kept in the whole store",
            Number(1, 100_000_000, (options, number) => options.RetentionCount = number)) { Property = nameof(TinpotOptions.RetentionCount), Value = options => options.RetentionCount },
        new("TINPOT_LOG_LIMIT", "512MiB", "limit of the stored output of an execution; further output is replaced by one `gap`, and the action continues",
            Size(1024, 1L << 40, (options, bytes) => options.LogLimit = bytes)) { Property = nameof(TinpotOptions.LogLimit), Value = options => options.LogLimit },
        new("TINPOT_BODY_LIMIT", "1MiB", "largest request body; a larger one is answered `413`",
            Size(1024, LargestBody, (options, bytes) => options.BodyLimit = (int)bytes)) { Property = nameof(TinpotOptions.BodyLimit), Value = options => options.BodyLimit },
        new("TINPOT_RESULT_LIMIT", "1MiB", "largest result; a larger one ends the execution as `FAILURE (exception)`",
            Size(16, 256 * MiB, (options, bytes) => options.ResultLimit = (int)bytes)) { Property = nameof(TinpotOptions.ResultLimit), Value = options => options.ResultLimit },
        new("TINPOT_QUEUE_LIMIT", "100000", "waiting executions per queue; one more is answered `429`",
            Number(1, 100_000_000, (options, number) => options.QueueLimit = number)) { Property = nameof(TinpotOptions.QueueLimit), Value = options => options.QueueLimit },
        new("TINPOT_HOSTS", "loopback and listen addresses", "further names accepted in `Host`, separated by commas",
            List(Hosts)) { Items = Hosts, Property = nameof(TinpotOptions.Hosts), Value = options => options.Hosts },
        new("TINPOT_KEY", "generated into the data folder", "256-bit key that encrypts secret values, 64 hexadecimal digits or base64; not accepted on the command line, which every user of the machine can read",
            Text((options, key) => options.Key = key)) { Property = nameof(TinpotOptions.Key), Value = options => options.Key, Secret = true },
        new("TINPOT_KEY_FILE", "none", "file that holds the key, instead of `TINPOT_KEY`",
            Text((options, file) => options.KeyFile = file)) { Property = nameof(TinpotOptions.KeyFile), Value = options => options.KeyFile },
        new("TINPOT_TITLE", "none", "label of this instance on every page, e.g. `PRODUCTION`",
            Text((options, title) => options.Title = title)) { Property = nameof(TinpotOptions.Title), Value = options => options.Title },
        new("TINPOT_AUTH", "unset = loopback only", "`none`: every client that can reach the host may use it, without authentication",
            OneOf((options, scheme) => options.Auth = scheme, "none")) { Property = nameof(TinpotOptions.Auth), Value = options => options.Auth },
    ];
}
