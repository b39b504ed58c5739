using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>A real nginx with its own configuration and folder, on a free loopback port; ended by its process id.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-nginx-");
    private readonly Process _process;

    private Nginx(Uri address, string locations)
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException("nginx is missing: run eng/setup.sh, which installs it.");
        Address = address;
        File.WriteAllText(Path.Combine(_folder.FullName, "nginx.conf"), $$"""
            daemon off;
            master_process off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen {{address.Host}}:{{address.Port}};
                {{locations}}
              }
            }
            """);
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true };
        foreach (string argument in (string[])["-p", _folder.FullName, "-c", "nginx.conf", "-e", "stderr"])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <param name="locations">The locations of the one server.</param>
    public static async Task<Nginx> StartAsync(string locations)
    {
        var nginx = new Nginx(new Uri($"http://127.0.0.1:{FreePort()}"), locations);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(nginx.Address.Host, nginx.Address.Port, deadline.Token);
                return nginx;
            }
            catch (SocketException) when (!nginx._process.HasExited)
            {
                await Task.Delay(20, deadline.Token);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException("nginx ended: " + await nginx._process.StandardError.ReadToEndAsync());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
