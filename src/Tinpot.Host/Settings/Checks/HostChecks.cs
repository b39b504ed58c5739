using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tinpot.Settings.Checks;

/// <summary>Runs the checks of this host. Those of an application around it are not among them.</summary>
internal sealed class HostChecks(HealthCheckService service)
{
    public Task<IReadOnlyList<CheckResult>> LivenessAsync(CancellationToken cancellation) => RunAsync(CheckServices.Prefix(CheckServices.Live), cancellation);

    public Task<IReadOnlyList<CheckResult>> ReadinessAsync(CancellationToken cancellation) => RunAsync(CheckServices.Prefix(CheckServices.Ready), cancellation);

    private async Task<IReadOnlyList<CheckResult>> RunAsync(string prefix, CancellationToken cancellation)
    {
        HealthReport report = await service.CheckHealthAsync(check => check.Name.StartsWith(prefix, StringComparison.Ordinal), cancellation).ConfigureAwait(false);
        return [.. report.Entries.Select(entry => new CheckResult(entry.Key[prefix.Length..], FaultOf(entry.Value)))];
    }

    /// <summary>A check that throws is a check that fails.</summary>
    private static string? FaultOf(HealthReportEntry entry) => entry switch
    {
        { Status: HealthStatus.Healthy } => null,
        { Exception: { } error } => $"The check itself failed: {error.Message}",
        _ => entry.Description,
    };
}
