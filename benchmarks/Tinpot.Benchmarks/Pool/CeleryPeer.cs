using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>Celery with its default pool of processes.</summary>
internal sealed class CeleryPeer : IDisposable
{
    // Debian's packages are not those of another Python that is first on the PATH
    public const string Python = "/usr/bin/python3";

    private readonly OwnedProcess _worker;

    /// <param name="redis">Not owned.</param>
    /// <param name="concurrency">null = as many processes as Celery starts by itself.</param>
    public CeleryPeer(RedisProcess redis, int? concurrency = null, string name = "Celery prefork")
    {
        string peer = Path.Combine(Repository.Root, "benchmarks", "peers", "celery");
        string[] processes = concurrency is { } count ? ["--concurrency", count.ToString(CultureInfo.InvariantCulture)] : [];
        _worker = new OwnedProcess(
            Python, ["-m", "celery", "-A", "tasks", "worker", .. processes, "--loglevel", "error", "--without-gossip", "--without-mingle"], peer, redis.Environment);
        Callers = new Contender(name, new OwnedProcess(Python, ["load.py"], peer, redis.Environment)) { Parent = _worker.Id, Server = redis.Id };
    }

    public static bool IsInstalled => File.Exists("/usr/bin/redis-server") && Directory.Exists("/usr/lib/python3/dist-packages/celery");

    public Contender Callers { get; }

    public void Dispose()
    {
        Callers.Dispose();
        _worker.Dispose();
    }
}
