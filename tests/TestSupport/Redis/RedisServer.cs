using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tinpot.Tests.Redis;

/// <summary>A redis-server of its own: a port and a folder that nobody else has, ended with what owns it.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string[] _settings;
    private string? _configuration;
    private Process? _process;

    private RedisServer(string[] settings) => _settings = settings;

    /// <summary>
    /// Settings of a server that a test kills: it has written what it answered. With <c>everysec</c> it may hold writes back for two
    /// seconds while the disk is busy with the last second's.
    /// </summary>
    public static string[] KeptWhenKilled { get; } = ["appendonly", "yes", "appendfsync", "no"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("tinpot-redis-").FullName;

    public int Port { get; } = FreePort();

    public int EncryptedPort { get; private init; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{Port}");

    public int ProcessId => (_process ?? throw new InvalidOperationException("The server does not run.")).Id;

    /// <param name="settings">As in redis.conf, a name and its value each: <c>"appendonly", "yes"</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.RunAsync();
        return server;
    }

    /// <summary>One that encrypts on <see cref="EncryptedPort"/>, beside the port in the clear.</summary>
    /// <param name="certificate">PEM, as is <paramref name="key"/>.</param>
    public static async Task<RedisServer> StartEncryptedAsync(string certificate, string key)
    {
        int port = FreePort();
        var server = new RedisServer(
        [
            "tls-port", port.ToString(CultureInfo.InvariantCulture), "tls-auth-clients", "no",
            "tls-cert-file", "server.crt", "tls-key-file", "server.key", "tls-ca-cert-file", "server.crt",
        ])
        {
            EncryptedPort = port,
        };
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "server.crt"), certificate);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "server.key"), key);
        await server.RunAsync();
        return server;
    }

    /// <summary>A Sentinel, which keeps what it learns in its configuration.</summary>
    public static async Task<RedisServer> StartSentinelAsync(params string[] configuration)
    {
        var server = new RedisServer([]);
        server._configuration = Path.Combine(server.Folder, "sentinel.conf");
        await File.WriteAllLinesAsync(server._configuration, configuration);
        await server.RunAsync();
        return server;
    }

    /// <summary>Starts it, or starts it again on what it left in its folder.</summary>
    /// <param name="changes">Settings in addition to those it was made with, or instead of them.</param>
    public Task RunAsync(params string[] changes) => RunAsync([], changes);

    /// <param name="environment">Variables of this run.</param>
    public async Task RunAsync((string Name, string Value)[] environment, params string[] changes)
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        if (_configuration is { } file)
            start.ArgumentList.Add(file);
        foreach (string word in (string[])
            ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--daemonize", "no"])
            start.ArgumentList.Add(word);
        string[] settings = [.. _settings, .. changes];
        for (int i = 0; i < settings.Length; i += 2)
        {
            start.ArgumentList.Add("--" + settings[i]);
            start.ArgumentList.Add(settings[i + 1]);
        }

        if (_configuration is not null)
            start.ArgumentList.Add("--sentinel");
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException("redis-server is missing; run eng/setup.sh.");
        }

        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        try
        {
            await UntilItAnswersAsync();
        }
        catch
        {
            // Whoever started it has nothing to end it by
            await KillAsync();
            throw;
        }
    }

    /// <summary>Asks it something, on a connection of its own.</summary>
    /// <returns>The answer: text, a number, a list of them, or null.</returns>
    public async Task<object?> CommandAsync(params string[] words)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, deadline.Token);
        await using NetworkStream stream = client.GetStream();
        return await new RespConnection(stream).AskAsync(words, deadline.Token);
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task UntilItAnswersAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, deadline.Token);
                await using NetworkStream stream = client.GetStream();
                await stream.WriteAsync("PING\r\n"u8.ToArray(), deadline.Token);
                byte[] answer = new byte[5];
                await stream.ReadExactlyAsync(answer, deadline.Token);
                // The second is that of a server with a password
                if (answer.AsSpan().SequenceEqual("+PONG"u8) || answer.AsSpan().SequenceEqual("-NOAU"u8))
                    return;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                if (_process!.HasExited)
                    throw new InvalidOperationException($"redis-server ended with exit code {_process.ExitCode}.");
            }

            await Task.Delay(10, deadline.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
