using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tinpot.Hosting.Limits;
using Tinpot.Hosting.Stores;
using Tinpot.Http.Routing;
using Tinpot.Runtime;
using Tinpot.Settings;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting;

/// <summary>A host of its own: the web application around <c>AddTinpot</c> and <c>MapTinpot</c>.</summary>
internal static class ServeHost
{
    public const string DefaultUrl = "http://127.0.0.1:8000";

    public static async Task<int> RunAsync(
        HostRole role, CompiledCatalog catalog, IReadOnlyDictionary<string, string> commandLine, string? urls, TextWriter error)
    {
        bool started = false;
        try
        {
            await using WebApplication app = Build(role, catalog, commandLine, urls);
            if (!await TryStartAsync(app).ConfigureAwait(false))
                return HasFailed(app) ? ExitCode.Start : ExitCode.Success;
            started = true;
            StartLines.Write(app.Services);
            ErrorText.Prepare();
            await app.WaitForShutdownAsync().ConfigureAwait(false);
            // The host stops of its own accord when part of it broke; who restarts it must not take that for a wish
            return HasFailed(app) ? ExitCode.Failed : ExitCode.Success;
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync(started ? $"The host stops because of an internal error: {failure}" : StartFailure.Explain(failure)).ConfigureAwait(false);
            return started ? ExitCode.Failed : failure is StartException { Typed: true } ? ExitCode.Usage : ExitCode.Start;
        }
    }

    /// <returns>false when it was stopped meanwhile, by a signal or because part of it broke, which that part has logged.</returns>
    private static async Task<bool> TryStartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private static bool HasFailed(WebApplication app) =>
        app.Services.GetService<HostFailure>() is { Happened: true } ||
        app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(part => part.ExecuteTask is { IsFaulted: true });

    private static WebApplication Build(
        HostRole role, CompiledCatalog catalog, IReadOnlyDictionary<string, string> commandLine, string? urls)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions());
        HostLogging.Configure(builder.Logging, builder.Configuration);
        // A line of a request ends in CR LF only: a proxy in front that splits the lines otherwise would see other requests than we do
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseKestrelHttpsConfiguration();
        ServerLimits.Configure(builder.WebHost);
        ListenSettings.Check(urls, builder.Configuration);
        if (urls is not null)
            builder.WebHost.UseUrls(urls);
        else if (role == HostRole.Worker)
            builder.Services.AddSingleton<IServer, NullServer>();
        else if (!HasUrl(builder.Configuration))
            builder.WebHost.UseUrls(DefaultUrl);

        OtlpExport.Add(builder);
        builder.Services.AddSingleton(new CommandLineSettings(commandLine));
        builder.Services.AddHostedService<UnobservedFailures>();
        builder.Services.AddHostedService<PoolGrowth>();
        // Not in an application that Tinpot is mapped into, whose own processes are its own business
        if (role != HostRole.Api)
            builder.Services.AddHostedService<OrphanKeeper>();
        builder.Services.AddHost(role, catalog);
        WebApplication app = builder.Build();
        TinpotOptions options = app.Services.GetRequiredService<TinpotOptions>();
        if (app.Services.Store().RefusalOf(role) is { } refusal)
            throw new StartException(refusal);
        app.Services.GetRequiredService<DescriptorBudget>().Apply(options);
        // A proxy may strip the prefix or leave it; routing comes after, or it would not see the difference.
        app.UsePathBase(options.RootPath);
        app.Use(next => context => SpareConnection.AnswerAsync(context, next));
        app.UseOwnRouting();
        if (role == HostRole.Worker)
            HostEndpoints.MapProbes(app);
        else
            HostEndpoints.Map(app, "");
        return app;
    }

    private static bool HasUrl(IConfiguration configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 }
        || configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 }
        || configuration[WebHostDefaults.HttpsPortsKey] is { Length: > 0 }
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
