using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Tinpot.Telemetry;

namespace Tinpot.Workers.Running;

/// <summary>What can be read off a worker at any moment.</summary>
internal sealed class WorkerGauges(ExecutionMetrics metrics, Worker worker, TinpotOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Meter meter = metrics.Meter;
        meter.CreateObservableUpDownCounter("tinpot.worker.running", () => worker.Busy, "{execution}", "Executions that run on this worker.");
        meter.CreateObservableUpDownCounter("tinpot.worker.slots", () => options.Concurrency, "{execution}", "Concurrency slots of this worker.");
        meter.CreateObservableGauge(
            "tinpot.worker.claim_loop.age", () => worker.SinceLastPass.TotalSeconds, "s", "Time since the worker last looked for work; normally a few seconds at most.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
