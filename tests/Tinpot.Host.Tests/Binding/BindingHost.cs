using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Tinpot.Generated;

namespace Tinpot.Host.Tests.Binding;

/// <summary>A host of this assembly's actions on a free loopback port.</summary>
public class BindingHost : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tinpot-binding-");
    private readonly WebApplication _app;

    public BindingHost()
        : this(withActionCode: true)
    {
    }

    /// <param name="withActionCode">False: the API knows what the actions are and has nothing to call.</param>
    protected BindingHost(bool withActionCode)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddTinpot(ActionCatalog.Instance, options =>
        {
            options.DataFolder = _data.FullName;
            options.Isolation = Isolation.InProcess;
            options.Drain = TimeSpan.Zero;
            options.Grace = TimeSpan.FromSeconds(1);
        });
        if (!withActionCode) builder.Services.Replace(ServiceDescriptor.Singleton<IActionCatalog>(new DescriptorsOnly(ActionCatalog.Instance)));
        _app = builder.Build();
        _app.MapTinpot();
    }

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client?.Dispose();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    /// <summary>Names and descriptions, as a program without the actions' assembly would have them.</summary>
    private sealed class DescriptorsOnly(IActionCatalog catalog) : IActionCatalog
    {
        public IReadOnlyList<string> Names { get; } = [.. catalog.Names];

        public ActionDescriptor? Find(string name) => catalog.Find(name);
    }
}

/// <summary>A host that validates without action code.</summary>
public sealed class DescribingHost() : BindingHost(withActionCode: false);
