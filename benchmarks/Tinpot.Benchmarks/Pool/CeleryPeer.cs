using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Benchmarks.Pool;

/// <summary>Celery with its default pool of processes, on a Redis of its own with the settings Redis has by default.</summary>
internal sealed class CeleryPeer : IDisposable
{
    // Debian's packages are not those of another Python that is first on the PATH
    private const string Python = "/usr/bin/python3";

    private readonly OwnedProcess _redis;
    private readonly OwnedProcess _worker;

    public CeleryPeer(string folder, int concurrency)
    {
        int port = FreePort();
        string peer = Path.Combine(Repository.Root, "benchmarks", "peers", "celery");
        Dictionary<string, string> environment = new()
        {
            ["REDIS_URL"] = string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{port}/0"),
            // Python would leave its caches in the repository, and warn whoever is root
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONWARNINGS"] = "ignore",
        };
        _redis = new OwnedProcess(
            "redis-server", ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--loglevel", "warning"], folder, environment);
        _worker = new OwnedProcess(
            Python,
            ["-m", "celery", "-A", "tasks", "worker", "--concurrency", concurrency.ToString(CultureInfo.InvariantCulture), "--loglevel", "error", "--without-gossip", "--without-mingle"],
            peer,
            environment);
        Callers = new Contender("Celery prefork", new OwnedProcess(Python, ["load.py"], peer, environment)) { Parent = _worker.Id };
    }

    public static bool IsInstalled => File.Exists("/usr/bin/redis-server") && Directory.Exists("/usr/lib/python3/dist-packages/celery");

    public Contender Callers { get; }

    public void Dispose()
    {
        Callers.Dispose();
        _worker.Dispose();
        _redis.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
