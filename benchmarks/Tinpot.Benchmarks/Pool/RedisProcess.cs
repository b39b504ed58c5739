using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Benchmarks.Pool;

/// <summary>A Redis of a contender's own.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly OwnedProcess _server;

    /// <param name="appendOnly">Whether it writes to disk every second, as who keeps work in one has it; else it has Redis's defaults.</param>
    public RedisProcess(string folder, string name, bool appendOnly = true)
    {
        string data = Directory.CreateDirectory(Path.Combine(folder, $"redis-{name}")).FullName;
        int port = FreePort();
        Url = string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{port}/0");
        _server = new OwnedProcess(
            "redis-server",
            ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", data, "--appendonly", appendOnly ? "yes" : "no", "--loglevel", "warning"],
            folder,
            new Dictionary<string, string>());
        Environment = new()
        {
            ["REDIS_URL"] = Url,
            // Python would leave its caches in the repository, and warn whoever is root
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONWARNINGS"] = "ignore",
        };
    }

    public int Id => _server.Id;

    public string Url { get; }

    /// <summary>What programs are told of it.</summary>
    public Dictionary<string, string> Environment { get; }

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _server.Dispose();
}
