namespace Tinpot.Settings.Checks;

/// <summary>A check that probes run.</summary>
/// <param name="Tag">Of the probe.</param>
/// <param name="Name">Its name in the answers.</param>
/// <param name="Applies">Whether this host has it; null = every host has.</param>
internal sealed record HostCheckRegistration(
    string Tag, string Name, Func<IServiceProvider, HostCheck> Create, Func<IServiceProvider, bool>? Applies = null)
{
    /// <summary>Its name among the health checks of the application.</summary>
    public string FullName => $"tinpot.{Tag}.{Name}";

    /// <summary>Runs the check. One that throws is one that fails.</summary>
    public CheckResult Run(IServiceProvider services)
    {
        try
        {
            return new CheckResult(Name, Create(services).Fault());
        }
        catch (Exception error)
        {
            return new CheckResult(Name, $"The check itself failed: {error.Message}");
        }
    }
}
