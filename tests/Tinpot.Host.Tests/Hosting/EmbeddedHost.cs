using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Actions;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>An ordinary ASP.NET Core application with Tinpot in it, on a free loopback port.</summary>
internal sealed class EmbeddedHost : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tinpot-");

    private EmbeddedHost(TestAction[] actions, Action<TinpotOptions>? configure, Action<WebApplication>? map, string url, TimeProvider? clock, Action<IServiceCollection>? services)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        services?.Invoke(builder.Services);
        builder.Services.AddTinpot(new TestCatalog(actions), options =>
        {
            options.DataFolder = _data.FullName;
            options.Isolation = Isolation.InProcess;
            options.Drain = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        App = builder.Build();
        if (map is null)
            App.MapTinpot();
        else
            map(App);
    }

    public WebApplication App { get; }

    public HttpClient Client { get; private set; } = null!;

    public IActionClient Actions => App.Services.GetRequiredService<IActionClient>();

    public static EmbeddedHost Create(TestAction[] actions, Action<TinpotOptions>? configure = null, Action<WebApplication>? map = null, string url = "http://127.0.0.1:0", TimeProvider? clock = null, Action<IServiceCollection>? services = null) =>
        new(actions, configure, map, url, clock, services);

    public static async Task<EmbeddedHost> StartAsync(TestAction[] actions, Action<TinpotOptions>? configure = null, Action<WebApplication>? map = null, TimeProvider? clock = null, Action<IServiceCollection>? services = null)
    {
        EmbeddedHost host = Create(actions, configure, map, clock: clock, services: services);
        await host.App.StartAsync();
        string address = host.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        host.Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
        return host;
    }

    public Task<HttpResponseMessage> ExecuteAsync(string action) =>
        Client.PostAsync($"/api/actions/{action}/execute", JsonContent.Create(new { }));

    public async Task<JsonElement> GetAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path);

    /// <summary>All that the execution's stream says until it ends.</summary>
    public Task<string> FollowAsync(Guid id) => Client.GetStringAsync($"/api/executions/{id}/stream");

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await App.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
