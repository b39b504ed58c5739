namespace Tinpot;

/// <summary>
/// Every setting of a host. Each has one documented name, from which its three spellings follow: the environment
/// variable (<c>TINPOT_LOG_LIMIT</c>), the command line (<c>--log-limit</c>) and <c>appsettings.json</c>
/// (<c>Tinpot:LogLimit</c>). The table is in <c>docs/configuration.md</c>.
/// </summary>
public sealed class TinpotOptions
{
    /// <summary>Subpath under which every route lives: empty, or <c>/tinpot</c> (leading slash, none at the end).</summary>
    public string RootPath { get; set; } = "";

    /// <summary>Folder of the store and the key; a relative path starts at the content root.</summary>
    public string DataFolder { get; set; } = ".tinpot";

    /// <summary>
    /// The Redis that all hosts of a fleet share: <c>redis://</c>, <c>rediss://</c> or <c>unix:</c>, with lists for Sentinel and
    /// cluster; null = the embedded store. It may hold a password.
    /// </summary>
    public string? RedisUrl { get; set; }

    /// <summary>Whether the host refuses to start if Redis is not configured to keep its data (<c>appendonly</c>, <c>noeviction</c>); otherwise it logs warnings.</summary>
    public bool RedisStrict { get; set; }

    /// <summary>
    /// Stands before every key and channel of the fleet in Redis, so that several fleets can share one server: at most 32 letters,
    /// digits and <c>- _ . :</c>.
    /// </summary>
    public string RedisPrefix { get; set; } = "tp";

    /// <summary>Name of this worker, shown to people.</summary>
    public string WorkerName { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>How many executions run at once, 1–10 000. Operations wait more than they compute, so the default is at least 8.</summary>
    public int Concurrency { get; set; } = Math.Max(8, 2 * Environment.ProcessorCount);

    /// <summary>
    /// How many executions may release their slot while they wait for executions that they submitted, 0–100 000; null = four times
    /// <see cref="Concurrency"/>, at least 16. Further ones keep their slot.
    /// </summary>
    public int? ParkedLimit { get; set; }

    internal int MostParked => ParkedLimit ?? Math.Max(16, 4 * Concurrency);

    /// <summary>Queues this worker serves; null = all.</summary>
    public IReadOnlyList<string>? Queues { get; set; }

    /// <summary>Groups this worker serves; null = all.</summary>
    public IReadOnlyList<string>? Groups { get; set; }

    /// <summary>
    /// How long a worker owns running work after its last sign of life, one second to one hour. Then the work ends as lost, or another
    /// worker gets it. The embedded store does not use it.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stopping worker lets running work finish.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After this time an attempt of an action that says nothing else is asked to stop; null = never. At most 30 days.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// How long an execution that was asked to stop, by a cancel, a timeout or a shutdown, may take before it is killed. One
    /// that runs in the host cannot be; a host that shuts down leaves it behind.
    /// </summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Where actions run that do not say it themselves: in a child process each, where they can always be stopped, or in the
    /// host, which can only ask them. null = <see cref="Tinpot.Isolation.Process"/> on Linux, and
    /// <see cref="Tinpot.Isolation.InProcess"/> elsewhere and while a debugger is attached.
    /// </summary>
    public Isolation? Isolation { get; set; }

    /// <summary>A child process is replaced after this many executions, 1–100 000 000.</summary>
    public int ChildMaxExecutions { get; set; } = 10_000;

    /// <summary>A child process is replaced once it has grown by this many bytes of resident memory.</summary>
    public long ChildMaxMemory { get; set; } = 512L * 1024 * 1024;

    /// <summary>Names of environment variables that child processes get although they hold secrets or hooks of the host.</summary>
    public IReadOnlyList<string> ChildEnvironment { get; set; } = [];

    /// <summary>
    /// A command that starts the child processes, such as a sandbox, with its arguments; the command line of the child follows.
    /// Empty = children are started directly.
    /// </summary>
    public IReadOnlyList<string> ChildWrapper { get; set; } = [];

    /// <summary>Programs that actions start may gain rights by a set-uid bit or by capabilities of their file, as <c>sudo</c> does.</summary>
    public bool ChildNewPrivileges { get; set; }

    /// <summary>
    /// Host and children may be debugged, traced and dumped by processes of the same user, which can then also read the secrets
    /// in them.
    /// </summary>
    public bool Diagnostics { get; set; }

    /// <summary>Finished executions are kept this many days.</summary>
    public int RetentionDays { get; set; } = 30;

    /// <summary>At most this many finished executions are kept.</summary>
    public int RetentionCount { get; set; } = 10_000;

    /// <summary>Bytes of stored output per execution; beyond it the output is dropped, counted and shown as a gap.</summary>
    public long LogLimit { get; set; } = 512L * 1024 * 1024;

    /// <summary>Maximum size of a request body in bytes.</summary>
    public int BodyLimit { get; set; } = 1024 * 1024;

    /// <summary>Maximum size of a result in bytes; a larger one fails the execution.</summary>
    public int ResultLimit { get; set; } = 1024 * 1024;

    /// <summary>Maximum number of waiting executions in a queue.</summary>
    public int QueueLimit { get; set; } = 100_000;

    /// <summary>Names accepted in <c>Host</c> beside loopback and the listen addresses.</summary>
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>The 256-bit key that encrypts secret values: 64 hexadecimal digits or base64. Excludes <see cref="KeyFile"/>.</summary>
    public string? Key { get; set; }

    /// <summary>File that holds the key. Without key and file one is generated into the data folder.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Label of this instance on every page, such as <c>PRODUCTION</c>.</summary>
    public string? Title { get; set; }

    /// <summary>null = anonymous on loopback only; <c>none</c> = anonymous wherever the host listens.</summary>
    public string? Auth { get; set; }
}
