using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tinpot.Fleet;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Hosting.Stores;
using Tinpot.Settings;
using Tinpot.Settings.Checks;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Host.Tests.Hosting.Stores;

/// <summary>The settings choose the store once; everything else asks the module of the chosen store.</summary>
public sealed class StoreModulesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Host_without_a_redis_has_no_service_of_a_fleet()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { });
        IStoreModule store = host.Services.Store();

        Assert.IsType<SqliteModule>(store);
        Assert.Equal(host.Services.GetRequiredService<TinpotOptions>().DataFolder, store.Where);
        Assert.Equal(store.Where, store.LocalFolder);
        Assert.Null(store.Serving);
        Assert.IsType<EmbeddedFleet>(host.Services.GetRequiredService<IFleet>());
        Assert.DoesNotContain(host.Services.GetServices<IHostedService>(), service => service is ServerWatch or FleetStartChecks or FleetWatch or Heartbeats);
    }

    [Fact]
    public async Task Host_with_a_redis_has_the_services_of_a_fleet_and_no_store_of_its_own()
    {
        string? folder = null;
        await using ApiHost host = await ApiHost.StartAsync(options => (options.RedisUrl, options.Key, folder) = (redis.Server.Url, new string('0', 64), options.DataFolder));
        IStoreModule store = host.Services.Store();

        Assert.IsType<RedisModule>(store);
        Assert.Null(store.LocalFolder);
        Assert.NotNull(store.Serving);
        Assert.IsType<SharedFleet>(host.Services.GetRequiredService<IFleet>());
        Assert.Equal(
            [typeof(ServerWatch), typeof(FleetStartChecks), typeof(FleetWatch), typeof(Heartbeats)],
            host.Services.GetServices<IHostedService>().Select(service => service.GetType()).Where(type => type.Namespace!.StartsWith("Tinpot.Fleet", StringComparison.Ordinal) || type == typeof(ServerWatch)));
        Assert.Contains(host.Services.GetRequiredService<HostChecks>().Readiness(), check => check.Name == "redis");
        Assert.Empty(Directory.EnumerateFiles(folder!, "*.db*"));
    }

    [Fact]
    public async Task Names_of_a_redis_do_not_contain_its_password()
    {
        await using var host = new ApiHost(options => options.RedisUrl = "redis://user:secret@127.0.0.1:1/2");
        IStoreModule store = host.Services.Store();

        Assert.Equal("Redis at " + store.Where, store.Name);
        Assert.DoesNotContain("secret", store.Name + store.HostPlace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Worker", false)]
    [InlineData(null, "Api", false)]
    [InlineData(null, "Serve", true)]
    [InlineData("redis://127.0.0.1:1", "Worker", true)]
    [InlineData("redis://127.0.0.1:1", "Api", true)]
    public async Task Role_that_shares_its_work_needs_a_shared_store(string? url, string role, bool possible)
    {
        await using var host = new ApiHost(options => options.RedisUrl = url);

        Assert.Equal(possible, host.Services.Store().RefusalOf(Enum.Parse<HostRole>(role)) is null);
    }

    /// <summary>A third store is one module and one line: nothing else asks which store it is.</summary>
    [Fact]
    public void Only_the_modules_ask_for_the_chosen_store()
    {
        string host = Path.Combine(Repository.Root, "src/Tinpot.Host");
        string[] asking = [.. Directory.EnumerateFiles(host, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(host, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !Regex.IsMatch(file.Path, "^(bin|obj|Settings|Hosting/Stores)/"))
            .Where(file => Regex.IsMatch(file.Text, @"\.RedisUrl\b|\b(Sqlite|Redis)Module\b"))
            .Select(file => file.Path)];

        Assert.Empty(asking);
    }
}
