using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Hosting.Stores;
using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Runtime;
using Tinpot.Security;
using Tinpot.Settings;
using Tinpot.Telemetry;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Leases;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Running;
using Tinpot.Workers.Submitting;

namespace Tinpot.Hosting;

/// <summary>Registers the worker.</summary>
internal static class WorkerServices
{
    /// <summary>Adds the runner and what it needs, without the claim loop: enough to run an action in this process.</summary>
    public static IServiceCollection AddRunner(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<ExecutionMetrics>();
        services.AddSingleton<ActionServices>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<TinpotOptions>();
            return new RunnerOptions(options.LogLimit, options.ResultLimit) { Grace = options.Grace };
        });
        services.AddSingleton(provider => ProgramRules.InWorker(provider.GetRequiredService<TinpotOptions>().ChildEnvironment));
        services.AddSingleton<ActionCode>();
        services.AddSingleton<InProcessIsolation>();
        services.TryAddSingleton<IActionIsolation>(provider => provider.GetRequiredService<InProcessIsolation>());
        services.AddSingleton<IActionRunner>(provider => new ActionRunner(
            provider.GetRequiredService<CompiledCatalog>(),
            provider.GetRequiredService<IActionIsolation>(),
            provider.GetRequiredService<RunnerOptions>(),
            provider.GetRequiredService<ExecutionMetrics>(),
            provider.GetRequiredService<ILogger<ActionRunner>>(),
            provider.GetRequiredService<TimeProvider>())
        {
            FanOut = provider.GetService<FanOut>(),
        });
        return services;
    }

    /// <summary>Adds the children, and the choice between them and this process.</summary>
    private static void AddChildren(IServiceCollection services)
    {
        services.AddSingleton(provider => ChildProgram.Current(provider.GetRequiredService<CompiledCatalog>()) with { Wrapper = provider.GetRequiredService<TinpotOptions>().ChildWrapper });
        services.AddSingleton(provider => HostMark.Of(provider.Store().HostPlace));
        services.AddSingleton(provider => new ChildPool(
            provider.GetRequiredService<ChildProgram>(),
            ChildPoolOptions.Of(
                provider.GetRequiredService<TinpotOptions>(), provider.GetRequiredService<CompiledCatalog>(), provider.GetRequiredService<HostMark>()),
            provider.GetRequiredService<ILogger<ChildPool>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ProcessIsolation>();
        services.AddSingleton<IActionIsolation, ChosenIsolation>();
    }

    /// <summary>Adds what lets running actions submit executions.</summary>
    private static void AddFanOut(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<TinpotOptions>();
            return new ActiveRuns(options.Concurrency, options.MostParked);
        });
        services.AddSingleton(provider => new FanOut(
            // By the program's own catalog: that is what its code was compiled against
            new ActionSubmitter(
                provider.GetRequiredService<CompiledCatalog>(),
                new CatalogLookup(provider.GetRequiredService<CompiledCatalog>()),
                provider.GetRequiredService<IAuthorization>(),
                provider.GetRequiredService<ISecretVault>(),
                provider.GetRequiredService<IExecutionClient>(),
                provider.Store().Time),
            provider.GetRequiredService<IExecutionClient>(),
            provider.GetRequiredService<ActiveRuns>(),
            provider.GetRequiredService<StoreRetry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FanOut>>()));
    }

    /// <summary>Adds the claim loop; the store, the vault, the catalog and the options come from elsewhere.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services)
    {
        services.AddSingleton<HostFailure>();
        AddChildren(services);
        AddFanOut(services);
        services.AddRunner();
        services.AddSingleton(provider => new StoreRetry(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RetryPolicy(provider.Store().Time, Random.Shared));
        services.AddSingleton<TimeLimits>();
        services.AddSingleton(provider => new StartCapacity(
            provider.GetRequiredService<ActiveRuns>(),
            provider.GetRequiredService<TinpotOptions>().Concurrency,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StartCapacity>>()));
        services.AddSingleton(provider => new RunLifecycle(
            provider.GetRequiredService<IWorkSource>(),
            provider.GetRequiredService<IActionRunner>(),
            provider.GetRequiredService<TimeLimits>(),
            provider.GetRequiredService<RetryPolicy>(),
            provider.GetRequiredService<ISecretVault>(),
            provider.GetRequiredService<StoreRetry>(),
            provider.GetRequiredService<ExecutionMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RunLifecycle>>())
        {
            Capacity = provider.GetRequiredService<StartCapacity>(),
        });
        services.AddSingleton(provider => new Worker(
            provider.GetRequiredService<IWorkSource>(),
            provider.GetRequiredService<ActiveRuns>(),
            provider.GetRequiredService<RunLifecycle>(),
            provider.GetRequiredService<TinpotOptions>(),
            provider.GetRequiredService<SupervisedLoops>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Worker>>())
        {
            Started = StartedAsync(provider.GetRequiredService<IHostApplicationLifetime>()),
            Serving = provider.Store().Serving,
            Urgency = provider.GetRequiredService<ForcedStop>(),
            Capacity = provider.GetRequiredService<StartCapacity>(),
            Breakdown = provider.GetRequiredService<HostFailure>(),
            Children = provider.GetRequiredService<IsolationChoice>().Standard == Isolation.Process
                ? provider.GetRequiredService<ChildPool>()
                : null,
        });
        if (OperatingSystem.IsLinux())
            services.AddHostedService<AbandonedProcesses>();
        services.AddHostedService<WorkerGauges>();
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
