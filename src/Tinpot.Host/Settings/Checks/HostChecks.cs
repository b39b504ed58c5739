using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tinpot.Settings.Checks;

/// <summary>Every check of this host.</summary>
internal sealed class HostChecks(IServiceProvider services)
{
    private readonly Lazy<ILivenessCheck[]> _liveness = new(() => [.. services.GetServices<ILivenessCheck>()]);

    private readonly Lazy<IReadinessCheck[]> _readiness = new(() =>
        [.. services.GetServices<IReadinessCheck>(), .. services.GetServices<IHostedService>().OfType<IReadinessCheck>()]);

    public IReadOnlyList<CheckResult> Liveness() => Run(_liveness.Value);

    public IReadOnlyList<CheckResult> Readiness() => Run(_readiness.Value);

    private static CheckResult[] Run(IEnumerable<IHostCheck> checks) => [.. checks.Select(check => new CheckResult(check.Name, Ask(check)))];

    /// <summary>A check that throws is a check that fails.</summary>
    private static string? Ask(IHostCheck check)
    {
        try
        {
            return check.Fault();
        }
        catch (Exception error)
        {
            return $"The check itself failed: {error.Message}";
        }
    }
}
