using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tinpot.Platform.Reflection;
using Tinpot.Telemetry;

namespace Tinpot.Hosting;

/// <summary>
/// Sends what a host of its own tells of itself to a collector, if the variables of OpenTelemetry name one. An application
/// that Tinpot is mapped into decides that itself.
/// </summary>
internal static class OtlpExport
{
    /// <summary>The framework's switch for the attributes that OpenTelemetry gives the spans of requests.</summary>
    private const string PlainRequestSpans = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    /// <exception cref="StartException">A variable names no collector.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        OtlpSignal traces = new(builder.Configuration, "TRACES"), metrics = new(builder.Configuration, "METRICS"), logs = new(builder.Configuration, "LOGS");
        // Each in a method of its own: without a collector the assemblies are not loaded, and each has two descriptors
        if (traces.IsWanted())
            AddTraces(builder, traces);
        if (metrics.IsWanted())
            AddMetrics(builder, metrics);
        if (logs.IsWanted())
            AddLogs(builder, logs);
    }

    private static void AddTraces(WebApplicationBuilder builder, OtlpSignal traces)
    {
        AppContext.SetSwitch(PlainRequestSpans, false);
        AddResource(builder).WithTracing(tracing => tracing
            .AddSource(TelemetryTags.Source, "Microsoft.AspNetCore", "System.Net.Http")
            .AddOtlpExporter(traces.Configure));
    }

    private static void AddMetrics(WebApplicationBuilder builder, OtlpSignal metrics) =>
        AddResource(builder).WithMetrics(measuring => measuring
            .AddMeter(TelemetryTags.Source, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(metrics.Configure));

    private static void AddLogs(WebApplicationBuilder builder, OtlpSignal logs) =>
        AddResource(builder).WithLogging(logging => logging.AddOtlpExporter(logs.Configure), entries => entries.IncludeFormattedMessage = true);

    /// <summary>The program and its worker, but what OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say stands above that.</summary>
    private static OpenTelemetryBuilder AddResource(WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource
            .Clear()
            .AddDetector(services => new WorkerResource(builder.Environment.ApplicationName, services.GetRequiredService<TinpotOptions>()))
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector());

    private sealed class WorkerResource(string program, TinpotOptions options) : IResourceDetector
    {
        public Resource Detect() => new(
        [
            new("service.name", program),
            new("service.instance.id", options.WorkerName),
            new("tinpot.version", HostAssembly.Version),
        ]);
    }
}
