using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tinpot.Settings.Checks;

/// <summary>One condition that the host reports on. The probes show its name; its text is for people who may see inside.</summary>
internal abstract class HostCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Fault() is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy());

    /// <returns>What is wrong, for people; null when nothing is.</returns>
    public abstract string? Fault();
}
