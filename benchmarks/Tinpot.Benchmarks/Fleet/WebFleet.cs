using System.Globalization;
using Tinpot.Benchmarks.Pool;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>An API process and two workers on a Redis, or just a server: whatever is asked over HTTP.</summary>
internal sealed class WebFleet : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly List<OwnedProcess> _processes = [];

    private WebFleet(string name, RedisProcess? redis)
    {
        Name = name;
        Redis = redis;
        Port = RedisProcess.FreePort();
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}")),
            Timeout = TimeSpan.FromMinutes(10),
        };
    }

    public string Name { get; }

    public HttpClient Client { get; }

    /// <summary>null when nothing stands behind the server.</summary>
    public RedisProcess? Redis { get; }

    /// <summary>The API process first, then the workers; not the processes that they start.</summary>
    public IEnumerable<int> Processes => _processes.Select(static process => process.Id);

    private int Port { get; }

    /// <summary>Tinpot as it is by default: actions in children, as many at once as a worker has by itself.</summary>
    public static WebFleet Tinpot(string folder)
    {
        var fleet = new WebFleet("Tinpot", new RedisProcess(folder, "tinpot"));
        // One key, as all hosts of a fleet have it
        fleet.Redis!.Environment["TINPOT_KEY"] = new string('0', 64);
        fleet.Redis.Environment["Logging__LogLevel__Default"] = "Warning";
        fleet.Start(BuiltPrograms.Load, ["api", "--urls", fleet.Client.BaseAddress!.ToString()], folder);
        foreach (string worker in (string[])["w1", "w2"])
            fleet.Start(BuiltPrograms.Load, ["worker", "--name", worker], Directory.CreateDirectory(Path.Combine(folder, worker)).FullName);
        return fleet;
    }

    /// <summary>The design that Tinpot's forerunner had: FastAPI, Celery's pool of processes, Redis between them.</summary>
    public static WebFleet Seed(string folder)
    {
        var fleet = new WebFleet("FastAPI + Celery", new RedisProcess(folder, "seed"));
        string peer = Path.Combine(Repository.Root, "benchmarks", "peers", "seed");
        fleet.Start(CeleryPeer.Python, ["-m", "uvicorn", "app:app", "--port", fleet.Port.ToString(CultureInfo.InvariantCulture), "--log-level", "warning"], peer);
        foreach (string worker in (string[])["w1", "w2"])
            fleet.Start(CeleryPeer.Python, ["-m", "celery", "-A", "app.tasks", "worker", "--loglevel", "error", "--hostname", worker], peer);
        return fleet;
    }

    /// <summary>A stream of events with nothing behind it.</summary>
    public static WebFleet Bare(string folder)
    {
        var fleet = new WebFleet("bare ASP.NET Core", null);
        fleet._processes.Add(new OwnedProcess(
            BuiltPrograms.Load, ["bare"], folder, new Dictionary<string, string> { ["ASPNETCORE_URLS"] = fleet.Client.BaseAddress!.ToString() }));
        return fleet;
    }

    /// <summary>Returns when it answers what it is there for.</summary>
    /// <param name="work">Whether there are workers, who must have run something.</param>
    public Task UntilReadyAsync(bool work) => RetryAsync(deadline => work
        ? HttpLoad.RunAsync(Client, callers: 1, executions: 1, deadline)
        : Client.GetStringAsync(new Uri("/stream?lines=1", UriKind.Relative), deadline));

    /// <summary>Returns when it has accepted an execution, whether or not a worker can run it yet.</summary>
    public Task UntilAcceptedAsync() => RetryAsync(deadline => HttpLoad.SubmitAsync(Client, deadline));

    public void Dispose()
    {
        Client.Dispose();
        foreach (OwnedProcess process in _processes)
            process.Dispose();
        Redis?.Dispose();
    }

    private void Start(string program, string[] arguments, string folder) =>
        _processes.Add(new OwnedProcess(program, arguments, folder, Redis!.Environment));

    private static async Task RetryAsync(Func<CancellationToken, Task> request)
    {
        using CancellationTokenSource deadline = new(StartTime);
        while (true)
        {
            try
            {
                await request(deadline.Token);
                return;
            }
            catch (HttpRequestException) when (!deadline.IsCancellationRequested)
            {
                await Task.Delay(10, deadline.Token);
            }
        }
    }
}
