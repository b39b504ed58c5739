using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>A real server on a free loopback port with a store of its own.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private readonly Action<TinpotOptions> _configure;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tinpot-api-");
    private readonly WebApplication _app;
    private readonly DeclaredAnswers _answers = new();

    public ApiHost()
        : this(_ => { })
    {
    }

    /// <param name="services">Adds to, or replaces, what Tinpot added.</param>
    /// <param name="around">Builds the application that Tinpot is mapped into; by default it is mapped at its root and nothing else is.</param>
    internal ApiHost(Action<TinpotOptions> configure, Action<IServiceCollection>? services = null, Action<WebApplication>? around = null, string url = "http://127.0.0.1:0")
    {
        _configure = configure;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        builder.Services.AddTinpot(Generated.ActionCatalog.Instance, options =>
        {
            options.DataFolder = _data.FullName;
            options.Isolation = Isolation.InProcess;
            options.Drain = TimeSpan.Zero;
            options.Grace = TimeSpan.FromSeconds(5);
            _configure(options);
        });
        services?.Invoke(builder.Services);
        _app = builder.Build();
        _app.Use(_answers.CheckAsync);
        if (around is null)
            _app.MapTinpot();
        else
            around(_app);
    }

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    internal IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Begins the shutdown and returns when it is done.</summary>
    /// <param name="signal">As a signal does it: the application hears of it first of all.</param>
    internal Task StopAsync(bool signal)
    {
        if (signal)
            _app.Lifetime.StopApplication();
        return _app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
        _answers.AssertAll();
    }

    internal static async Task<ApiHost> StartAsync(Action<TinpotOptions> configure, Action<IServiceCollection>? services = null, Action<WebApplication>? around = null)
    {
        var host = new ApiHost(configure, services, around);
        await host.InitializeAsync();
        return host;
    }
}
