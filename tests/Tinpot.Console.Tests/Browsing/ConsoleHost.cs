using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>A real host with this project's actions, or those given, on a port of its own and in a folder of its own.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _folder;

    private ConsoleHost(WebApplication application, string folder) => (_application, _folder) = (application, folder);

    /// <summary>As <c>http://127.0.0.1:5000</c>.</summary>
    public string Address => _application.Urls.Single();

    public static async Task<ConsoleHost> StartAsync(
        Action<TinpotOptions>? configure = null, CompiledCatalog? catalog = null, string mount = "", string url = "http://127.0.0.1:0")
    {
        string folder = Directory.CreateTempSubdirectory("tinpot-console-").FullName;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddTinpot(catalog ?? Generated.ActionCatalog.Instance, options =>
        {
            options.DataFolder = Path.Combine(folder, "data");
            options.Isolation = Isolation.InProcess;
            options.Queues = ["default"];
            options.Drain = TimeSpan.Zero;
            options.Grace = TimeSpan.FromSeconds(1);
            configure?.Invoke(options);
        });
        WebApplication application = builder.Build();
        // As the host of its own does: a proxy in front may strip the prefix or leave it
        application.UsePathBase(application.Services.GetRequiredService<TinpotOptions>().RootPath);
        application.UseRouting();
        application.MapTinpot(mount);
        await application.StartAsync();
        return new ConsoleHost(application, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
