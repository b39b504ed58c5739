using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>A Redis, an API and workers of their own, each a process; all end with it.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    public const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private readonly TestFolder _folder = new();
    private readonly List<HostProcess> _processes = [];

    private Fleet(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    /// <param name="settings">Of the Redis, as in redis.conf.</param>
    public static async Task<Fleet> StartAsync(params string[] settings) => new(await RedisServer.StartAsync(settings));

    /// <summary>A program with a folder of its own, as on a machine of its own.</summary>
    public Task<HostProcess> StartAsync(string[] arguments, params (string Name, string Value)[] environment) =>
        OwnedAsync(HostProcess.StartAsync(TestActionsProgram.Assembly, NewFolder(), arguments, Environment(environment)));

    /// <summary>A program with limits and a user of its own.</summary>
    public Task<HostProcess> StartAsync(SystemLimits limits, string[] arguments, params (string Name, string Value)[] environment)
    {
        string folder = OpenFolder();
        return OwnedAsync(HostProcess.StartAsync(Limited(limits), folder, arguments, Environment([.. Home(folder), .. environment])));
    }

    public Task<HostProcess> ApiAsync(params (string Name, string Value)[] environment) =>
        StartAsync(["api", "--urls", "http://127.0.0.1:0"], environment);

    /// <summary>A program that may not come up.</summary>
    public HostProcess Launch(string[] arguments, params (string Name, string Value)[] environment)
    {
        HostProcess process = HostProcess.Launch(TestActionsProgram.Assembly, NewFolder(), arguments, Environment(environment));
        _processes.Add(process);
        return process;
    }

    /// <summary>A program with limits that may not come up.</summary>
    public HostProcess Launch(SystemLimits limits, string[] arguments)
    {
        string folder = OpenFolder();
        HostProcess process = HostProcess.Launch(Limited(limits), folder, arguments, Environment(Home(folder)));
        _processes.Add(process);
        return process;
    }

    /// <summary>An API learns its actions from the workers, a moment after they have begun.</summary>
    public static async Task UntilServedAsync(HostProcess api, params string[] actions)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!actions.All((await api.Client.GetFromJsonAsync<JsonElement>("/api/actions", deadline.Token)).EnumerateObject().Select(one => one.Name).Contains))
            await Task.Delay(20, deadline.Token);
    }

    public static async Task<string[]> WorkersAsync(HostProcess api) =>
        [.. (await api.Client.GetFromJsonAsync<JsonElement>("/api/workers")).EnumerateArray().Select(worker => worker.GetProperty("name").GetString()!)];

    /// <summary>A queue, seen from one group.</summary>
    public static async Task<JsonElement> QueueAsync(HostProcess api, string queue, string group) =>
        (await api.Client.GetFromJsonAsync<JsonElement>("/api/queues")).EnumerateArray()
            .Single(one => one.GetProperty("queue").ValueEquals(queue) && one.GetProperty("group").ValueEquals(group));

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess process in _processes)
            await process.DisposeAsync();
        await Redis.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<HostProcess> OwnedAsync(Task<HostProcess> starting)
    {
        HostProcess process = await starting;
        _processes.Add(process);
        return process;
    }

    // Long enough for a machine on which everything runs at once
    private (string Name, string Value)[] Environment((string Name, string Value)[] further) =>
        [("REDIS_URL", Redis.Url), ("TINPOT_KEY", Key), ("TINPOT_LEASE", "00:00:10"), .. further];

    private static HostProgram Limited(SystemLimits limits) => TestActionsProgram.Executable with { Limits = limits };

    private static (string Name, string Value)[] Home(string folder) => [("HOME", folder), ("TMPDIR", folder)];

    /// <summary>A folder that another user may write to.</summary>
    private string OpenFolder()
    {
        Assert.SkipUnless(System.Environment.IsPrivilegedProcess, "Only root can start a process as another user.");
        string folder = NewFolder();
        if (OperatingSystem.IsLinux())
        {
            foreach (string open in (string[])[_folder.Path, folder])
                File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);
        }

        return folder;
    }

    private string NewFolder() => Directory.CreateDirectory(_folder.File($"{_processes.Count}-{Guid.NewGuid():n}")).FullName;
}
