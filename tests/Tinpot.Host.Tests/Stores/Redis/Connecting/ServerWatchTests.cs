using Microsoft.Extensions.Logging;

namespace Tinpot.Host.Tests.Stores.Redis.Connecting;

/// <summary>On real servers.</summary>
public class ServerWatchTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_a_good_server_promises_is_said_once()
    {
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using WatchedServer watched = await WatchedServer.ConnectAsync(server.Url, strict: true);

        await watched.Watch.StartAsync(CancellationToken.None);

        Assert.Null(watched.Watch.Fault);
        (LogLevel level, string text) = Assert.Single(watched.Said.Lines);
        Assert.Equal(LogLevel.Information, level);
        Assert.Contains("writes an append-only file and does not evict keys", text);
    }

    [Fact]
    public async Task What_a_server_does_not_promise_is_a_warning_each()
    {
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "no", "maxmemory-policy", "allkeys-lru");
        await using WatchedServer watched = await WatchedServer.ConnectAsync(server.Url);

        await watched.Watch.StartAsync(CancellationToken.None);

        Assert.Null(watched.Watch.Fault);
        Assert.Equal(2, watched.Said.At(LogLevel.Warning).Count());
    }

    [Theory]
    [InlineData("appendonly", "no")]
    [InlineData("maxmemory-policy", "allkeys-lru")]
    public async Task The_strict_do_not_start_on_it(string setting, string value)
    {
        await using RedisServer server = await RedisServer.StartAsync(setting == "appendonly" ? [setting, value] : ["appendonly", "yes", setting, value]);
        await using WatchedServer watched = await WatchedServer.ConnectAsync(server.Url, strict: true);

        StartException refusal = await Assert.ThrowsAsync<StartException>(() => watched.Watch.StartAsync(CancellationToken.None));

        Assert.Contains("TINPOT_REDIS_STRICT", refusal.Message);
    }

    [Fact]
    public async Task A_server_that_is_away_at_start_is_looked_at_when_it_comes()
    {
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await server.KillAsync();
        await using WatchedServer watched = await WatchedServer.ConnectAsync(server.Url);
        await watched.Watch.StartAsync(CancellationToken.None);
        Assert.Contains("does not answer", watched.Watch.Fault);

        await server.RunAsync();

        // One connection is enough for a look; that there is none without is said when the last is back
        await UntilAsync(() => watched.Watch.Fault is null && watched.Said.At(LogLevel.Information).Any() && Found(watched).Any());
        Assert.Single(watched.Said.At(LogLevel.Information));
        Assert.Single(Lost(watched));
        Assert.Single(Found(watched));
    }

    [Fact]
    public async Task A_server_that_comes_later_and_is_refused_ends_the_watch()
    {
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "no");
        await server.KillAsync();
        await using WatchedServer watched = await WatchedServer.ConnectAsync(server.Url, strict: true);
        await watched.Watch.StartAsync(CancellationToken.None);

        await server.RunAsync();

        await Assert.ThrowsAsync<StartException>(() => watched.Watch.ExecuteTask!.WaitAsync(Deadline));
        Assert.Single(watched.Said.At(LogLevel.Critical));
    }

    [Fact]
    public async Task A_server_that_changes_for_the_worse_is_said_and_ends_nothing()
    {
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes");
        await using WatchedServer watched = await WatchedServer.ConnectAsync(server.Url, strict: true);
        await watched.Watch.StartAsync(CancellationToken.None);

        // Another run of it, on another configuration
        await server.KillAsync();
        await server.RunAsync("appendonly", "no");

        await UntilAsync(() => watched.Watch.Fault is { } fault && fault.Contains("append-only", StringComparison.Ordinal));
        Assert.False(watched.Watch.ExecuteTask!.IsCompleted);
        Assert.Single(watched.Said.At(LogLevel.Warning));
    }

    [Fact]
    public async Task A_replica_is_waited_for()
    {
        await using RedisServer primary = await RedisServer.StartAsync("appendonly", "yes");
        await using RedisServer replica = await RedisServer.StartAsync("appendonly", "yes", "replicaof", $"127.0.0.1 {primary.Port}");
        await using WatchedServer watched = await WatchedServer.ConnectAsync(replica.Url);
        await watched.Watch.StartAsync(CancellationToken.None);
        Assert.Contains("is a replica", watched.Watch.Fault);

        await replica.CommandAsync("REPLICAOF", "NO", "ONE");

        await UntilAsync(() => watched.Watch.Fault is null);
    }

    [Theory]
    [InlineData("redis://:wr%6Fng-password@127.0.0.1:{0}")]
    [InlineData("redis://somebody:wr%6Fng-password@127.0.0.1:{0}")]
    [InlineData("redis://127.0.0.1:{0}")]
    public async Task A_wrong_password_stops_the_start_and_is_repeated_nowhere(string url)
    {
        await using RedisServer server = await RedisServer.StartAsync("appendonly", "yes", "requirepass", "right-password");
        await using WatchedServer watched = await WatchedServer.ConnectAsync(string.Format(null, url, server.Port));

        StartException refusal = await Assert.ThrowsAsync<StartException>(() => watched.Watch.StartAsync(CancellationToken.None));

        Assert.Contains("does not accept this user or this password", refusal.Message);
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => watched.Connection.Bulk.GetDatabase().StringGetAsync("key"));
        AssertSilent([refusal.ToString(), error.ToString(), .. watched.Heard.Lines.Select(line => line.Text), .. watched.Said.Lines.Select(line => line.Text)]);
    }

    [Fact]
    public async Task An_unreachable_host_is_named_without_the_password()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await server.KillAsync();
        await using WatchedServer watched = await WatchedServer.ConnectAsync($"redis://user:wrong-password@127.0.0.1:{server.Port}/3");
        await watched.Watch.StartAsync(CancellationToken.None);

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => watched.Connection.Bulk.GetDatabase().StringGetAsync("key"));

        Assert.Contains($"redis://user:***@127.0.0.1:{server.Port}/3", watched.Watch.Fault);
        await UntilAsync(() => Lost(watched).Any());
        Assert.Contains("redis://user:***@127.0.0.1", Assert.Single(Lost(watched)));
        AssertSilent([error.ToString(), .. watched.Heard.Lines.Select(line => line.Text), .. watched.Said.Lines.Select(line => line.Text)]);
    }

    private static IEnumerable<string> Lost(WatchedServer watched) =>
        watched.Heard.At(LogLevel.Debug).Where(text => text.StartsWith("No connection to Redis", StringComparison.Ordinal));

    private static IEnumerable<string> Found(WatchedServer watched) =>
        watched.Heard.At(LogLevel.Debug).Where(text => text.StartsWith("Connected to Redis", StringComparison.Ordinal));

    private static void AssertSilent(string[] texts) =>
        Assert.All(texts, text => Assert.DoesNotContain("wrong-password", text, StringComparison.OrdinalIgnoreCase));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition())
            await Task.Delay(20, deadline.Token);
    }
}
