using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;

namespace Tinpot.Workers;

/// <summary>Registers the worker.</summary>
internal static class WorkerServices
{
    /// <summary>Adds the runner and what it needs, without the claim loop: enough to run an action in this process.</summary>
    public static IServiceCollection AddRunner(this IServiceCollection services)
    {
        services.AddSingleton<ActionServices>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<TinpotOptions>();
            return new RunnerOptions(options.LogLimit, options.ResultLimit);
        });
        services.AddSingleton<ActionCode>();
        services.AddSingleton<IActionIsolation, InProcessIsolation>();
        services.AddSingleton<IActionRunner, ActionRunner>();
        return services;
    }

    /// <summary>Adds the claim loop; the store, the vault, the catalogue and the options come from elsewhere.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services)
    {
        services.AddRunner();
        services.AddSingleton(provider => new StoreRetry(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RunLifecycle>();
        services.AddSingleton(provider => new Worker(
            provider.GetRequiredService<IWorkSource>(),
            provider.GetRequiredService<RunLifecycle>(),
            provider.GetRequiredService<TinpotOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Worker>>())
        {
            Started = StartedAsync(provider.GetRequiredService<IHostApplicationLifetime>()),
        });
        services.AddHostedService(provider => provider.GetRequiredService<Worker>());
        return services;
    }

    private static Task StartedAsync(IHostApplicationLifetime lifetime)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(started.SetResult);
        return started.Task;
    }
}
