using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;
using Tinpot.Settings.Redis;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Stores.Redis.Connecting;

/// <summary>What a URL says is what is connected to.</summary>
public class RedisConnectionTests
{
    [Fact]
    public async Task Database_and_password_reach_the_server()
    {
        await using RedisServer server = await RedisServer.StartAsync("requirepass", "p@ss/w:rd%");
        await using RedisConnection connection = await OpenAsync($"redis://:p%40ss%2Fw%3Ard%25@127.0.0.1:{server.Port}/7");

        await connection.Bulk.GetDatabase().StringSetAsync("key", "value");
        string? client = (string?)await connection.Control.GetDatabase().ExecuteAsync("CLIENT", "INFO");
        string? keys = (string?)await connection.Control.GetDatabase().ExecuteAsync("INFO", "keyspace");

        Assert.Contains(" name=tinpot-control ", client);
        Assert.Contains("db7:keys=1,", keys);
    }

    [Fact]
    public async Task A_socket_is_connected_to()
    {
        await using RedisServer server = await RedisServer.StartAsync("unixsocket", "redis.sock");
        await using RedisConnection connection = await OpenAsync($"unix://{server.Folder}/redis.sock?db=3");

        await connection.Bulk.GetDatabase().StringSetAsync("key", "value");

        Assert.Equal("value", await connection.Control.GetDatabase().StringGetAsync("key"));
    }

    /// <summary>As when a failover is undone, or a replica that the host was pointed at is promoted by hand.</summary>
    [Fact]
    public async Task A_server_that_was_a_replica_for_a_while_is_written_to_soon_after()
    {
        await using RedisServer server = await RedisServer.StartAsync("replica-serve-stale-data", "no");
        await using RedisConnection connection = await OpenAsync(server.Url);
        Assert.True(await IsWrittenAsync(connection.Control) && await IsWrittenAsync(connection.Bulk));
        await server.CommandAsync("REPLICAOF", "127.0.0.1", "1");
        await UntilAsync(async () => await IsReplicaAsync(connection.Control) && await IsReplicaAsync(connection.Bulk));

        await server.CommandAsync("REPLICAOF", "NO", "ONE");

        await UntilAsync(async () => await IsWrittenAsync(connection.Control) && await IsWrittenAsync(connection.Bulk));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using RedisServer server = await EncryptedAsync();
        await using RedisConnection connection = await OpenAsync(EncryptedUrl(server));

        Assert.False(connection.Control.IsConnected);
    }

    [Fact]
    public async Task An_encrypted_connection_asks_for_the_host_by_its_name()
    {
        await using RedisServer server = await EncryptedAsync();
        Assert.True(RedisUrl.TryParse(EncryptedUrl(server), out RedisUrl? url, out _));
        SslPolicyErrors errors = SslPolicyErrors.None;
        url.Settings.CertificateValidation += (_, _, _, found) =>
        {
            errors = found;
            return true;
        };
        await using RedisConnection connection = await RedisConnection.OpenAsync(url.Settings);

        await connection.Control.GetDatabase().PingAsync();

        // Nobody vouches for it, but the name is right
        Assert.Equal(SslPolicyErrors.RemoteCertificateChainErrors, errors);
    }

    private static string EncryptedUrl(RedisServer server) => $"rediss://localhost:{server.EncryptedPort}";

    private static async Task<RedisServer> EncryptedAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return await RedisServer.StartEncryptedAsync(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(100, deadline.Token);
    }

    private static async Task<bool> IsWrittenAsync(ConnectionMultiplexer connection)
    {
        try
        {
            return await connection.GetDatabase().StringSetAsync("key", "value");
        }
        catch (RedisException)
        {
            return false;
        }
    }

    /// <summary>Whether the client takes its only server for a replica.</summary>
    private static async Task<bool> IsReplicaAsync(ConnectionMultiplexer connection)
    {
        await IsWrittenAsync(connection);
        return connection.GetServers().Single().IsReplica;
    }

    private static async Task<RedisConnection> OpenAsync(string text)
    {
        Assert.True(RedisUrl.TryParse(text, out RedisUrl? url, out string? must), must);
        return await RedisConnection.OpenAsync(url.Settings);
    }
}
