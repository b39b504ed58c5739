using System.Globalization;
using Tinpot.Executions;
using Tinpot.Platform;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>No loop of the host keeps failing by itself. Failures of the store are the store's check.</summary>
internal sealed class LoopsCheck(SupervisedLoops loops) : HostCheck
{
    /// <summary>A single failure is repeated within a second and changes nothing.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(5);

    public override string? Fault()
    {
        foreach (SupervisedLoop loop in loops.All)
        {
            if (loop.Failure is { Error: not StoreUnavailableException } failure && failure.Since > Tolerated)
                return string.Create(CultureInfo.InvariantCulture, $"The {loop.Name} has failed for {failure.Since.TotalSeconds:F0} s: {failure.Error.Message}");
        }

        return null;
    }
}
