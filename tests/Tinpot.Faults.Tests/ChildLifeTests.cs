using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>How long children live, and what they know of each other.</summary>
public sealed class ChildLifeTests
{
    private const string PoolThread = ".NET TP Worker";

    [Fact]
    public async Task Thousand_at_once_with_a_secret_each_see_only_their_own()
    {
        const int count = 1_000;
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 8);
        string[] secrets = [.. Enumerable.Range(0, count).Select(number => $"{RandomNumberGenerator.GetHexString(24)}-{number}")];

        string[] ids = await Task.WhenAll(secrets.Select((secret, number) =>
            host.Client.ExecuteAsync("secret_digest", new { secret, number })));

        for (int number = 0; number < count; number++)
        {
            JsonElement status = await host.Client.EndAsync(ids[number]);
            Assert.Equal("SUCCESS", status.State());
            Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secrets[number]))), status.GetProperty("result").GetString());
            IReadOnlyList<LogLine> lines = await host.Client.LinesAsync(ids[number]);
            Assert.Equal([new("stdout", $"number {number}: ***"), new LogLine("raw", $"raw {number}: ***")], lines);
        }
    }

    [Fact]
    public async Task Children_outlive_the_threads_of_the_pool()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 4,
            ("DOTNET_ThreadPool_ForceMinWorkerThreads", "20"), ("DOTNET_ThreadPool_ThreadTimeoutMs", "500"));
        string release = folder.File("release");
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Client.ExecuteAsync("hold_stubbornly", new { path = release })));
        await Task.WhenAll(ids.Select(id => host.Client.UntilPrintedAsync(id, "holding")));
        int[] children = [.. host.Children.Select(child => child.Id)];

        int most = 0;
        await Eventually.TrueAsync(() =>
        {
            Parallel.For(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 50 }, _ => host.Client.GetStringAsync("/api/actions").GetAwaiter().GetResult());
            most = Math.Max(most, LinuxProcess.Threads(host.Id, PoolThread));
            return most >= 8;
        }, "the pool grows");
        await Eventually.TrueAsync(() => LinuxProcess.Threads(host.Id, PoolThread) <= most / 2, "the pool shrinks");

        Assert.Empty(children.Except(host.Children.Select(child => child.Id)));
        await File.WriteAllTextAsync(release, "");
        foreach (string id in ids)
            Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());
    }

    [Fact]
    public async Task Child_is_replaced_after_so_many_executions()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 1, ("TINPOT_CHILD_MAX_EXECUTIONS", "3"));

        List<int> seen = [];
        for (int i = 0; i < 9; i++)
            seen.Add((await host.Client.RunAsync("tell_process", new { })).GetProperty("result").GetInt32());

        Assert.Equal([3, 3, 3], seen.CountBy(id => id).Select(one => one.Value));
    }

    [Fact]
    public async Task Child_is_replaced_when_it_has_grown()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 1, ("TINPOT_CHILD_MAX_MEMORY", "100MiB"));

        int grown = (await host.Client.RunAsync("keep_memory", new { megabytes = 150 })).GetProperty("result").GetInt32();
        int next = (await host.Client.RunAsync("tell_process", new { })).GetProperty("result").GetInt32();

        Assert.NotEqual(grown, next);
        await Eventually.EmptyAsync(() => host.Children.Where(child => child.Id == grown).ToList(), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Child_knows_nothing_of_the_host_s_key()
    {
        using var folder = new TestFolder();
        await using RedisServer redis = await RedisServer.StartAsync();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 1,
            ("TINPOT_KEY", new string('a', 64)), ("REDIS_URL", redis.Url), ("HARMLESS", "1"));

        JsonElement known = await host.Client.RunAsync("tell_environment", new { names = new[] { "TINPOT_KEY", "REDIS_URL", "HARMLESS" } });

        Assert.Equal("""["HARMLESS"]""", known.GetProperty("result").GetRawText());
    }
}
