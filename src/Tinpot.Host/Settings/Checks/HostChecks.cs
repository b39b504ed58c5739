namespace Tinpot.Settings.Checks;

/// <summary>
/// Runs the checks of this host, without those of an application around it. Not by the health check service, which writes an error to
/// the log for each failing check at each probe.
/// </summary>
internal sealed class HostChecks(IEnumerable<HostCheckRegistration> registrations, IServiceProvider services)
{
    // What only some hosts have comes last
    private readonly HostCheckRegistration[] _checks =
        [.. registrations.Where(check => check.Applies?.Invoke(services) ?? true).OrderBy(check => check.Applies is not null)];

    public IReadOnlyList<CheckResult> Liveness() => Run(CheckServices.Live);

    public IReadOnlyList<CheckResult> Readiness() => Run(CheckServices.Ready);

    private CheckResult[] Run(string tag) => [.. _checks.Where(check => check.Tag == tag).Select(check => check.Run(services))];
}
